// SPDX-License-Identifier: GPL-3.0-or-later
// The files of translations, the sentences of core, and what a change of language does at once.
#include "tests/ui/fixture.h"
#include "tests/ui/translation_file.h"

#include "core/study/outline_kinds.h"
#include "ui/session/core_text.h"
#include "ui/session/language.h"
#include "ui/session/operator_kinds.h"
#include "ui/session/settings.h"

#include <QMessageBox>
#include <QProcess>
#include <QPushButton>
#include <QSet>
#include <QStandardPaths>
#include <QTranslator>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

namespace {

const QString kSources = QStringLiteral(PLEAT_SOURCE_DIR);

QString translationFile(const QString& language)
{
    return kSources + QStringLiteral("/resources/translations/pleat_%1.ts").arg(language);
}

} // namespace

class TestTranslations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { applyLanguage(Language::English); }

    void translationsAreComplete_data();
    void translationsAreComplete();
    void translationsKeepPlaceholders();
    void translationsAreUpToDate();
    void sentencesOfCore_data();
    void sentencesOfCore();
    void everySentenceOfCoreCanBeFound();
    void everyKindOfOperatorHasAName();
    void buttonsOfQtFollow();
    void settingsRemember();
    void pluralsAreEnglish();

private:
    IsolatedSettings m_settings;
};

void TestTranslations::translationsAreComplete_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<int>("forms");
    QTest::addColumn<int>("least");
    QTest::newRow("English") << QStringLiteral("en") << 2 << 3;
    QTest::newRow("Korean") << QStringLiteral("ko") << 1 << 1500;
}

void TestTranslations::translationsAreComplete()
{
    QFETCH(QString, language);
    QFETCH(int, forms);
    QFETCH(int, least);
    const std::vector<Translation> entries = readTranslations(translationFile(language));
    QVERIFY(static_cast<int>(entries.size()) >= least);
    for (const Translation& entry : entries) {
        QVERIFY2(
            entry.type.isEmpty(), qPrintable(entry.type + QStringLiteral(": ") + entry.source));
        QCOMPARE(entry.forms.size(), entry.source.contains(QStringLiteral("%n")) ? forms : 1);
        for (const QString& form : entry.forms)
            QVERIFY2(!form.isEmpty(), qPrintable(entry.source));
    }
}

void TestTranslations::translationsKeepPlaceholders()
{
    for (const QString& language : {QStringLiteral("en"), QStringLiteral("ko")}) {
        for (const Translation& entry : readTranslations(translationFile(language))) {
            for (const QString& form : entry.forms) {
                const QString both = entry.source + QStringLiteral(" -> ") + form;
                QVERIFY2(placeholders(entry.source) == placeholders(form), qPrintable(both));
                QVERIFY2(
                    mnemonic(entry.source).isNull() == mnemonic(form).isNull(), qPrintable(both));
            }
        }
    }
    QVERIFY(placeholders(QStringLiteral("%1 of %2")) != placeholders(QStringLiteral("%2/%2")));
    QVERIFY(mnemonic(QStringLiteral("R && D")).isNull());
    QCOMPARE(mnemonic(QStringLiteral("파일(&F)")), QChar(u'f'));
}

/// The sources hold the texts of the files, no more and no less.
void TestTranslations::translationsAreUpToDate()
{
    const QString lupdate = QStandardPaths::findExecutable(
        QStringLiteral("lupdate"), {QStringLiteral("/usr/lib/qt6/bin")});
    if (lupdate.isEmpty())
        QSKIP("lupdate (qt6-l10n-tools) is not installed");
    for (const QString& language : {QStringLiteral("en"), QStringLiteral("ko")}) {
        const QString fresh = m_settings.path(language + QStringLiteral(".ts"));
        QStringList arguments{QStringLiteral("-silent"), QStringLiteral("-I"), QStringLiteral("."),
            QStringLiteral("ui"), QStringLiteral("app"), QStringLiteral("-ts"), fresh};
        if (language == QStringLiteral("en"))
            arguments.prepend(QStringLiteral("-pluralonly"));
        QProcess process;
        process.setWorkingDirectory(kSources);
        process.start(lupdate, arguments);
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 0);
        QSet<QString> wanted;
        QSet<QString> there;
        for (const Translation& entry : readTranslations(fresh))
            wanted << entry.key();
        for (const Translation& entry : readTranslations(translationFile(language)))
            there << entry.key();
        QVERIFY(!wanted.isEmpty());
        const QStringList missing = (wanted - there).values();
        const QStringList gone = (there - wanted).values();
        QVERIFY2(missing.isEmpty(),
            qPrintable(QStringLiteral("new: ") + missing.join(QStringLiteral("; "))));
        QVERIFY2(
            gone.isEmpty(), qPrintable(QStringLiteral("gone: ") + gone.join(QStringLiteral("; "))));
    }
}

void TestTranslations::sentencesOfCore_data()
{
    QTest::addColumn<QString>("english");
    QTest::addColumn<QString>("korean");
    const auto row = [](const char* english, const char* korean) {
        QTest::newRow(english) << QString::fromUtf8(english) << QString::fromUtf8(korean);
    };
    row("clustering", "클러스터링");
    row("no layer reads these channels", "이 채널을 읽는 레이어가 없습니다");
    row("k = 70, allowed is 1 to 64", "k = 70. 1에서 64까지 허용됩니다");
    // a reason within a sentence
    row("the group is frozen: network output", "고정된 그룹입니다: 네트워크 출력");
    row("the group is frozen: aten::cat has no coupling rule",
        "고정된 그룹입니다: aten::cat에는 결합 규칙이 없습니다");
    // what is put in may look like a placeholder
    row("unknown repair \"%1%2\"", "알 수 없는 복구 \"%1%2\"");
    // put together by a stream
    row("the fraction is 2, allowed is more than 0 up to 1",
        "fraction이(가) 2입니다. 허용: 0 초과 1 이하");
    // sentences that have parts of their own
    row("layer1.0.conv1.weight reads 64 channels, but 32 arrive",
        "layer1.0.conv1.weight은(는) 채널 64개을(를) 읽지만 들어오는 것은 32개입니다");
    row("layer1.0.conv1.weight reads 2 channels, but each of 32 arrive alone",
        "layer1.0.conv1.weight은(는) 채널 2개을(를) 읽지만 32개가 하나씩 따로 들어옵니다");
    row("its images become 3x224x224, but the network expects 1x32x32",
        "이미지는 3x224x224이지만 네트워크는 1x32x32을(를) 기대합니다");
    row("w: its storage/data/3 has 12 bytes instead of 20",
        "w: 저장소/data/3: 20바이트가 아니라 12바이트입니다");
    row("w: its storage of 20 bytes is missing", "w: 20바이트의 저장소가 없습니다");
    row("not read, beside the weights: optimizer (18 tensors), epoch",
        "가중치 밖이라 읽지 않음: optimizer(텐서 18개), epoch");
    row("what nobody wrote", "what nobody wrote");
    row("", "");
}

void TestTranslations::sentencesOfCore()
{
    QFETCH(QString, english);
    QFETCH(QString, korean);
    applyLanguage(Language::Korean);
    QCOMPARE(coreText(english), korean);
    applyLanguage(Language::English);
    QCOMPARE(coreText(english), english);
}

/// Each template, filled in, is known again.
void TestTranslations::everySentenceOfCoreCanBeFound()
{
    applyLanguage(Language::Korean);
    int checked = 0;
    for (const Translation& entry : readTranslations(translationFile(QStringLiteral("ko")))) {
        if (entry.context != QStringLiteral("core"))
            continue;
        QString text = entry.source;
        for (int i = 1; i <= 9; ++i)
            text.replace(QStringLiteral("%%1").arg(i), QStringLiteral("<%1>").arg(i));
        const QString shown = coreText(text);
        QVERIFY2(shown != text || entry.source == entry.forms[0], qPrintable(text));
        ++checked;
    }
    QVERIFY(checked > 500);
}

void TestTranslations::everyKindOfOperatorHasAName()
{
    // What papers in Korean, too, write in Latin letters.
    static const QStringList kFunctions = QStringLiteral(
        "relu,relu6,leaky relu,prelu,rrelu,elu,celu,selu,gelu,glu,silu,mish,hardtanh,"
        "hardswish,hardshrink,softshrink,hardsigmoid,softplus,logsumexp,exp,expm1,log,"
        "log1p,log2,erf,sin,cos,atan2,tanh,addcdiv,addcmul,arange,fmod,isnan,lerp,"
        "linspace,argmax,argmin")
                                              .split(QLatin1Char(','));
    const QStringList known = translatedKinds();
    applyLanguage(Language::Korean);
    for (const std::string& kind : study::knownKinds()) {
        const QString english = QString::fromStdString(kind);
        QVERIFY2(known.contains(english), kind.c_str());
        const QString korean = kindText(kind);
        QVERIFY2(hasHangul(korean) || (korean.toLower() == english && kFunctions.contains(english)),
            kind.c_str());
    }
    QCOMPARE(
        kindText("an operator of an extension"), QStringLiteral("an operator of an extension"));
    applyLanguage(Language::English);
    for (const QString& kind : known)
        QCOMPARE(kindText(kind.toStdString()), kind);
}

void TestTranslations::buttonsOfQtFollow()
{
    const auto cancelText = [] {
        QMessageBox box;
        return box.addButton(QMessageBox::Cancel)->text();
    };
    const QString english = cancelText();
    applyLanguage(Language::Korean);
    QVERIFY2(hasHangul(cancelText()), qPrintable(cancelText()));
    for (const auto button :
        {QMessageBox::Ok, QMessageBox::Save, QMessageBox::Discard, QMessageBox::Close}) {
        QMessageBox box;
        QVERIFY2(hasHangul(box.addButton(button)->text()), qPrintable(box.button(button)->text()));
    }
    QCOMPARE(QLocale().language(), QLocale::Korean);
    applyLanguage(Language::Korean); // once more leaves no second one behind
    applyLanguage(Language::English);
    QCOMPARE(cancelText(), english);
    QCOMPARE(QLocale().language(), QLocale::English);
    QCOMPARE(qApp->findChildren<QTranslator*>().size(), 1);
}

void TestTranslations::settingsRemember()
{
    for (const Language language : {Language::Korean, Language::System, Language::English}) {
        Settings().setLanguage(language);
        QCOMPARE(Settings().language(), language);
    }
    QCOMPARE(QSettings(QStringLiteral("pleat"), QStringLiteral("pleat"))
                 .value(QStringLiteral("language"))
                 .toString(),
        QStringLiteral("en"));
}

void TestTranslations::pluralsAreEnglish()
{
    applyLanguage(Language::English);
    const auto text = [](int count) {
        return QCoreApplication::translate(
            "pleat::ui::FigureActions", "Copied %n row(s)", nullptr, count);
    };
    QCOMPARE(text(1), QStringLiteral("Copied 1 row"));
    QCOMPARE(text(3), QStringLiteral("Copied 3 rows"));
}

QTEST_MAIN(TestTranslations)
#include "test_translations.moc"
