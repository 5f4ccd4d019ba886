// SPDX-License-Identifier: GPL-3.0-or-later
// What foreign files put into messages: nothing reaches a terminal that it would obey.
#include "core/base/legible.h"
#include "core/base/result.h"

#include <QStringDecoder>
#include <QTest>

using namespace pleat;

class LegibleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plainTextStays()
    {
        const std::string text = "layer1.0.conv1.weight \"größe\" 重み \xf0\x9f\x98\x80 C:\\model";
        QCOMPARE(legible(text), text);
        QCOMPARE(legible(""), std::string());
    }

    void controlCharactersAreEscaped()
    {
        QCOMPARE(legible("a\nb\x1b[2J\x7f"), std::string("a\\x0ab\\x1b[2J\\x7f"));
        QCOMPARE(legible(std::string_view("\0", 1)), std::string("\\x00"));
        QCOMPARE(legible("\xc2\x9b"), std::string("\\xc2\\x9b")); // the short form of ESC [
    }

    /// Every beginning of a character, against Qt's decoder.
    void whatIsNoUtf8IsEscaped()
    {
        for (int first = 0x80; first < 0x100; ++first) {
            for (int second = 0; second < 0x100; ++second) {
                for (const char* rest : {"", "\x80", "\xbf\xbf"}) {
                    std::string text{static_cast<char>(first), static_cast<char>(second)};
                    text += rest;
                    QStringDecoder decode(QStringDecoder::Utf8);
                    const QString decoded =
                        decode(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
                    const bool readable = !decode.hasError() && isPrintable(decoded)
                        && decoded.toUtf8().toStdString() == text;
                    QCOMPARE(legible(text) == text, readable);
                }
            }
        }
    }

    void longTextsLoseTheirMiddle()
    {
        std::string text = "begin";
        while (text.size() < 100'000)
            text += "\xe9\x87\x8d";
        const std::string shown = legible(text + "end");
        QVERIFY(shown.size() < 1100);
        QVERIFY(shown.starts_with("begin\xe9\x87\x8d")
            && shown.ends_with("\xe9\x87\x8d"
                               "end"));
        QVERIFY(shown.find(" [...] ") != std::string::npos);
        QVERIFY(shown.find('\\') == std::string::npos); // no character is cut
    }

    void errorsAreOneLine()
    {
        const Error error{ErrorCode::Unreadable, "no \x1b[31mtensor", "a\nb", "c\rd"};
        QCOMPARE(toString(error), std::string("a\\x0ab: no \\x1b[31mtensor (c\\x0dd)"));
    }

private:
    static bool isPrintable(const QString& text)
    {
        return std::none_of(text.begin(), text.end(), [](QChar letter) {
            return letter.unicode() < 0x20 || (letter.unicode() >= 0x7f && letter.unicode() < 0xa0);
        });
    }
};

QTEST_APPLESS_MAIN(LegibleTest)
#include "test_legible.moc"
