// SPDX-License-Identifier: GPL-3.0-or-later
// A second view beside the tabs of the centre, so that two linked views can be seen at once.
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

class QBoxLayout;
class QComboBox;
class QTabWidget;

namespace pleat::ui {

/// Takes one view out of the tabs, and gives it back to its place among them. Hidden while it has
/// none.
class BesidePane : public QWidget
{
    Q_OBJECT
public:
    /// `tabs` has all views, in the order that they keep, and outlives the pane.
    explicit BesidePane(QTabWidget& tabs, QWidget* parent = nullptr);

    /// Null: there is none.
    QWidget* view() const { return m_view; }
    /// Object name of the view; empty if there is none.
    QString shownView() const;
    /// By object name; empty, or no view of the tabs: none.
    void showView(const QString& name);
    /// Closes the pane, or opens it with a view that goes well with the current tab.
    void toggle();

    /// Two views share the room that one had.
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// Another view, or none.
    void changed();

private:
    void buildHeader(QBoxLayout& layout);
    void choose(int index);
    void take(QWidget& view);
    void giveBack();

    struct Place
    {
        QWidget* view = nullptr;
        QString title;
    };
    QTabWidget& m_tabs;
    QList<Place> m_places; ///< of all views
    QString m_toolTip, m_whatsThis; ///< of the tab whose view is here
    QComboBox* m_chooser = nullptr;
    QWidget* m_view = nullptr;
};

} // namespace pleat::ui
