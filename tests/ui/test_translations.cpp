// SPDX-License-Identifier: GPL-3.0-or-later
// The files of translations, the sentences of core, and what a change of language does at once.
#include "tests/ui/fixture.h"
#include "tests/ui/foreign_words.h"
#include "tests/ui/translation_file.h"

#include "core/evaluate/framing.h"
#include "core/study/budget.h"
#include "core/study/outline_kinds.h"
#include "ui/lesson/lesson_content.h"
#include "ui/lesson/matrix_editor.h"
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
    void composedSentencesAreTranslatedWhole_data();
    void composedSentencesAreTranslatedWhole();
    void errorsOfCoreAreTranslatedWhole();
    void everyKindOfOperatorHasAName();
    void buttonsOfQtFollow();
    void settingsRemember();
    void numbersHaveAPoint_data();
    void numbersHaveAPoint();
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
    QVERIFY2(!lupdate.isEmpty(), "lupdate (qt6-l10n-tools) is not installed");
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
        "비율이(가) 2입니다. 허용: 0 초과 1 이하");
    // a count within a sentence, and all that within another one
    row("conv1.weight reads 1 channel, but gets 3",
        "conv1.weight은(는) 채널 1개을(를) 읽지만 3개를 받습니다");
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

/// As core composes them, each of its cases once; behind the bar the names that stay.
void TestTranslations::composedSentencesAreTranslatedWhole_data()
{
    QTest::addColumn<QString>("english");
    QTest::addColumn<QStringList>("names");
    const auto row = [](const char* english, const char* names) {
        QTest::newRow(english) << QString::fromUtf8(english)
                               << QString::fromUtf8(names).split(QLatin1Char('|'));
    };
    row("layer1.0.conv1.weight reads 64 channels, but gets 32", "layer1.0.conv1.weight");
    row("layer1.0.conv1.weight reads 1 channel, but gets 32", "layer1.0.conv1.weight");
    row("dw.weight reads 2 channels at once, but gets each of 64 alone", "dw.weight");
    row("dw.weight makes 66 channels, which 64 groups cannot share", "dw.weight");
    row("layer1.0 adds 64 channels to 32", "layer1.0");
    row("layer1.0 multiplies 1 channel with 32", "layer1.0");
    row("the names and shapes are not those of the architecture that config.json wants (VGG): 3 of "
        "40 names have a place, but head.weight is missing",
        "head.weight|VGG|config.json");
    row("the names and shapes belong to no architecture that is known (ResNet, VGG); none of them "
        "has a place for any of the names",
        "ResNet|VGG");
    row("the names and shapes belong to no architecture that is known (ResNet, VGG); nearest is "
        "ResNet, where 121 of 122 names have a place, but conv1.weight reads 4 channels, but gets "
        "3",
        "ResNet|VGG|conv1.weight");
    row("the option \"stem_pool\" in config.json is 3, but must be true or false",
        "stem_pool|config.json|true|false");
    for (const char* pool : {"a", "no"})
        QTest::newRow(pool) << QStringLiteral(
            "a first kernel of 3 x 3 is taken for the form of small images: stride 1 and %1 "
            "max-pool; \"stem_stride\" and \"stem_pool\" in the options of config.json change that")
                                   .arg(QLatin1String(pool))
                            << QStringList{QStringLiteral("stem_stride"),
                                   QStringLiteral("stem_pool"), QStringLiteral("config.json")};
    row("its samples are 3x8x8, but the network expects 3x32x32", "3x8x8|3x32x32");
    row("its images become 3x8x8, but the network expects 3x32x32", "3x8x8|3x32x32");
    row("no training split in this folder, which would be train/CLASS/IMAGE.png",
        "train/CLASS/IMAGE.png");
    row("no test split in this folder, which would be test/CLASS/IMAGE.png or val/CLASS/IMAGE.png",
        "test/CLASS/IMAGE.png|val/CLASS/IMAGE.png");
    row("no training split in this folder, which would be data_batch_1.bin to data_batch_5.bin",
        "data_batch_1.bin|data_batch_5.bin");
    row("no test split in this folder, which would be one of x_test.npy, test.npy",
        "x_test.npy|test.npy");
    row("image 3 has the label 2^63 or more, allowed are 0 and above", "");
    row("the group has no weights to cluster by", "");
    row("the group has no incoming weights to cluster by", "");
    row("the group has no outgoing weights to cluster by", "");
    row("there is no dict of tensors in it", "dict");
    row("there is no dict of tensors in it, only \"epoch\", \"lr\" and 3 more",
        "dict|\"epoch\", \"lr\"");
    row("not read, beside the weights: \"optimizer\" (12 x torch.Tensor), \"epoch\" and 3 more",
        "\"optimizer\" (12 x torch.Tensor), \"epoch\"");
    row("fc.weight: its storage data/0 is missing", "fc.weight|data/0");
    row("fc.weight: its storage data/0 has 4 bytes instead of 40", "fc.weight|data/0");
    row("fc.weight: its storage data/0 is compressed", "fc.weight|data/0");
    row("fc.weight: its storage of 40 bytes is cut short", "fc.weight");
    row("fc.weight: its storage of 40 bytes is missing", "fc.weight");
    row("fc.weight: its local header and the directory disagree about its size", "fc.weight");
    row("the operator aten::cumsum cannot be written to ONNX", "aten::cumsum");
    row("aten::add_ cannot be written to ONNX: it writes in place, over values that are read "
        "elsewhere",
        "aten::add_");
    row("aten::topk cannot be written to ONNX: it has no second operand", "aten::topk");
    row("no name is given to an input", "");
    row("no name is given to an initializer", "");
    row("the name of an output of Conv that makes \"y\" is not readable text", "Conv|\"y\"");
    row("the attribute axis of Conv that makes \"y\" holds 8 bytes, but its shape takes 4",
        "axis|Conv|\"y\"");
    row("one shard of 3; open model.safetensors.index.json for all of them",
        "model.safetensors.index.json");
    row("one shard of 3; their index, model.safetensors.index.json, is not in this folder",
        "model.safetensors.index.json");
    row("the header is damaged: fc: it has no \"shape\"", "fc|shape");
    row("aten::cat joins axes of unequal size", "aten::cat");
    row("aten::split cuts through channels that move together", "aten::split");
    row("the group is frozen: aten::view regroups channels in a way that no fold can follow",
        "aten::view");
    row("w (torch._utils._rebuild_qtensor): it is quantised", "w (torch._utils._rebuild_qtensor)");
    row("fc: its shape is impossible", "fc");
    row("--recipe names a file", "--recipe");
    row("the network would need about 3 GB of memory, but only 2 GB are free", "");
    row("\"runs[0].name\" is 3, but must be a text", "runs[0].name");
    row("\"the content\" is 3, but must be an object", "");
}

void TestTranslations::composedSentencesAreTranslatedWhole()
{
    QFETCH(QString, english);
    QFETCH(QStringList, names);
    applyLanguage(Language::Korean);
    const QString korean = coreText(english);
    QVERIFY2(hasHangul(korean), qPrintable(korean));
    QVERIFY2(wordsBeside(korean, names).isEmpty(), qPrintable(korean));
    for (const QString& name : std::as_const(names))
        QVERIFY2(korean.contains(name), qPrintable(korean));
    QVERIFY(!wordsBeside(english, names).isEmpty()); // the check finds English
}

/// Real ones, so that the sentences above do not stay behind core.
void TestTranslations::errorsOfCoreAreTranslatedWhole()
{
    std::vector<Error> errors;
    const auto keep = [&](const auto& result) {
        QVERIFY(!result.ok());
        errors.push_back(result.error());
    };
    keep(study::checkBudget({.fraction = 2}));
    keep(study::checkBudget({.multiple = 0}));
    keep(study::checkBudget({.floor = -1}));
    io::InputDescription description;
    description.crop = {64, 64};
    keep(evaluate::framingOf(32, 32, description, false, "x.png"));
    description.resize = {1 << 20, 1 << 20};
    keep(evaluate::framingOf(32, 32, description, false, "x.png"));
    io::DataSet data;
    data.layout = io::Layout::Unknown;
    for (const std::int64_t channels : {3, 7}) {
        data.shape = {channels, 8, channels};
        keep(evaluate::layoutOf(data, {}));
    }
    QVERIFY(errors.size() == 7);
    applyLanguage(Language::Korean);
    for (const Error& error : errors) {
        const QString korean = coreText(error.message);
        QVERIFY2(hasHangul(korean), qPrintable(korean));
        static const QStringList kNames{QStringLiteral("crop")};
        QVERIFY2(wordsBeside(korean, kNames).isEmpty(), qPrintable(korean));
    }
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

void TestTranslations::numbersHaveAPoint_data()
{
    QTest::addColumn<QString>("system");
    QTest::addColumn<QString>("taken");
    const auto row = [](const char* system, const char* taken) {
        QTest::newRow(system) << QString::fromUtf8(system) << QString::fromUtf8(taken);
    };
    row("ko_KR", "ko_KR");
    row("en_GB", "en_GB");
    row("ja_JP", "ja_JP");
    row("de_DE", "en_US");
    row("fr_FR", "en_US");
    row("ar_EG", "en_US");
}

/// Whatever the desktop speaks, inputs and the lesson write numbers as files and formulas do.
void TestTranslations::numbersHaveAPoint()
{
    QFETCH(QString, system);
    QFETCH(QString, taken);
    const QLocale locale = localeOf(Language::System, QLocale(system));
    QCOMPARE(locale.name(), taken);
    QLocale::setDefault(QLocale(system));
    QCOMPARE(lessonNumber(2.0 / 3), QStringLiteral("0.667"));
    QCOMPARE(lessonNumber(12345.5), QStringLiteral("12345.5"));
    MatrixModel model;
    model.setMatrix(Eigen::MatrixXd::Constant(1, 1, 1234.5), {}, {});
    const QModelIndex cell = model.index(0, 0);
    const QVariant edited = model.data(cell, Qt::EditRole);
    QCOMPARE(edited.toString(), QStringLiteral("1234.5"));
    for (const char* typed : {"0.25", "0,25", " .25"}) {
        model.setMatrix(Eigen::MatrixXd::Zero(1, 1), {}, {});
        QVERIFY(model.setData(cell, QString::fromLatin1(typed), Qt::EditRole));
        QCOMPARE(model.matrix()(0, 0), 0.25);
    }
    QVERIFY(!model.setData(cell, QStringLiteral("1,234.5"), Qt::EditRole));
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
