// SPDX-License-Identifier: GPL-3.0-or-later
// The weights of the sample mlp.pt, read from its archive without any code of the program.
#pragma once

#include "tests/ui/fixture.h"

#include <Eigen/Core>

#include <QByteArray>
#include <QFile>
#include <QtEndian>

#include <cstring>

namespace pleat::ui::test {

/// A file that a zip archive holds without compression; empty if it holds none of that name.
inline QByteArray storedFile(const QByteArray& archive, const QByteArray& name)
{
    const auto number = [&](qsizetype at, int bytes) -> qsizetype {
        return bytes == 2 ? qFromLittleEndian<quint16>(archive.constData() + at)
                          : qFromLittleEndian<quint32>(archive.constData() + at);
    };
    constexpr qsizetype kEntry = 46; // bytes of the directory's entry before its name
    for (qsizetype at = archive.indexOf("PK\1\2"); at >= 0;
         at = archive.indexOf("PK\1\2", at + kEntry)) {
        const bool stored = number(at + 10, 2) == 0;
        if (!stored || archive.mid(at + kEntry, number(at + 28, 2)) != name)
            continue;
        const qsizetype file = number(at + 42, 4);
        return archive.mid(
            file + 30 + number(file + 26, 2) + number(file + 28, 2), number(at + 24, 4));
    }
    return {};
}

/// [rows, columns] of 32-bit numbers; no rows if the size is another.
inline Eigen::MatrixXd storedMatrix(
    const QByteArray& archive, const QByteArray& name, Eigen::Index rows, Eigen::Index columns)
{
    using RowMajor = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    const QByteArray bytes = storedFile(archive, name);
    if (bytes.size() != rows * columns * static_cast<qsizetype>(sizeof(float)))
        return {};
    RowMajor values(rows, columns);
    std::memcpy(values.data(), bytes.constData(), static_cast<std::size_t>(bytes.size()));
    return values.cast<double>();
}

/// Of the layers fc1 [512, 784] and fc2 [256, 512].
struct MlpWeights
{
    Eigen::MatrixXd fc1, fc2;

    MlpWeights()
    {
        QFile file(sample(QStringLiteral("mlp.pt")));
        if (!file.open(QIODevice::ReadOnly))
            return;
        const QByteArray archive = file.readAll();
        fc1 = storedMatrix(archive, "mlp/data/0", 512, 784);
        fc2 = storedMatrix(archive, "mlp/data/2", 256, 512);
    }

    /// Of the channels between the two: what comes in, then what goes out.
    Eigen::MatrixXd features() const
    {
        Eigen::MatrixXd rows(fc1.rows(), fc1.cols() + fc2.rows());
        rows << fc1, fc2.transpose();
        return rows;
    }
};

} // namespace pleat::ui::test
