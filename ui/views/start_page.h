// SPDX-License-Identifier: GPL-3.0-or-later
// What the window shows before a model is open: where to begin.
#pragma once

#include "ui/session/recovery.h"

#include <QFileInfo>
#include <QStringList>
#include <QWidget>

class QVBoxLayout;
class QGridLayout;

namespace pleat::ui {

class StartPage : public QWidget
{
    Q_OBJECT
public:
    /// The .pt files of `samplesDirectory` become cards.
    explicit StartPage(const QString& samplesDirectory, QWidget* parent = nullptr);

    void setRecentFiles(const QStringList& files);
    /// Work that was not saved when Pleat ended, to be restored or discarded.
    void setRecovered(const std::vector<RecoveredWork>& works);

Q_SIGNALS:
    void openRequested();
    void teachRequested();
    void fileChosen(const QString& path);
    void restoreRequested(const QString& path);
    void discardRequested(const QString& path);

private:
    QWidget* buildTitle();
    QWidget* buildDropArea();
    QWidget* buildSamples(const QString& directory);
    QWidget* buildRecovered(const RecoveredWork& work);
    void orderPage();

    QVBoxLayout* m_recovered;
    QVBoxLayout* m_recent;
};

/// The models in the folder of samples; none if `directory` is empty.
QFileInfoList sampleFiles(const QString& directory);

} // namespace pleat::ui
