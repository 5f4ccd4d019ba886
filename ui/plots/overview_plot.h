// SPDX-License-Identifier: GPL-3.0-or-later
// Overview: every group as a bar from 0 to n with a handle at k, like an equaliser.
#pragma once

#include "ui/plots/plot.h"

#include <QRectF>
#include <QVector>

#include <cstdint>
#include <map>
#include <optional>

class QCPPainter;
class QMouseEvent;
class QWheelEvent;

namespace pleat::ui {

/// What the equaliser shows of one group.
struct OverviewRow
{
    QString name;
    std::int64_t channels = 1;
    std::int64_t k = 1;
    bool foldable = true;
    bool locked = false;
    bool preview = false; ///< of the ratio
    std::optional<double> ratio; ///< predicted variance ratio; none if not known
    QString help; ///< the tooltip; plain text
    bool operator==(const OverviewRow&) const = default;
};

/// Draws only the rows in sight. The mouse asks for edits; the owner of the plot answers with
/// setRows(). Drag: one group; with Shift: the same share over all rows that it passes; with Alt:
/// one group while the others keep the budget.
class OverviewPlot : public Plot
{
    Q_OBJECT
public:
    explicit OverviewPlot(QWidget* parent = nullptr);

    void setRows(QVector<OverviewRow> rows);
    /// Marked, and scrolled into sight; -1 for none.
    void setCurrent(int row);
    /// Framed, by an overlay that draws nothing else; -1 for none.
    void setHovered(int row);
    /// Hollow handles at the k that an edit would set; by row.
    void setGhosts(const std::map<int, std::int64_t>& ghosts);
    void setTopRow(int row);
    int topRow() const { return m_top; }
    /// That fit in the height at once, at least 1.
    int rowsInSight() const;

    PlotTable table() const override;

    /// Read back from what is drawn: the row, how its name reads, where its handle is.
    struct Drawn
    {
        int row = 0;
        QString name;
        QRectF nameRect;
        QRectF handle; ///< empty for a frozen group
        QRectF ghost; ///< empty without one
        bool marked = false;
    };
    const QVector<Drawn>& drawnRows() const { return m_drawn; }
    int framedRow() const { return m_hovered; }
    /// Where the handle of a row in sight is, or would be, at k; in coordinates of this widget.
    QPoint positionOf(int row, std::int64_t k) const;

Q_SIGNALS:
    void rowPicked(int row);
    /// -1 when the pointer leaves the rows.
    void rowHovered(int row);
    /// `continues`: part of the gesture that an earlier signal began.
    void kRequested(int row, qint64 k, bool continues);
    void budgetKeepingKRequested(int row, qint64 k, bool continues);
    void sharePainted(const QVector<int>& rows, double share, bool continues);
    /// The range of topRow() or topRow() itself.
    void scrolled();

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    enum class Drag
    {
        None,
        Pressed, ///< not moved yet: may become a click
        Handle,
        Paint,
        Budget
    };
    struct Columns
    {
        QRectF name, bar, kept, share, ratio; ///< of the header row; rows lie below
    };

    Columns columns() const;
    QRectF placeOf(int row, const QRectF& column) const;
    QRectF handleRect(int row, std::int64_t k) const;
    int rowAt(double y) const;
    double shareAt(double x) const;
    std::int64_t kAt(int row, double x) const;
    void paint(QCPPainter& painter) const;
    void paintHeader(QCPPainter& painter) const;
    void paintFrame(QCPPainter& painter) const;
    Drawn paintRow(QCPPainter& painter, int row) const;
    void paintBar(QCPPainter& painter, Drawn& drawn) const;
    void paintNumbers(QCPPainter& painter, int row) const;
    void onPress(QMouseEvent& event);
    void onMove(QMouseEvent& event);
    void beginDrag(const QMouseEvent& event);
    void paintShare(double y);
    void onWheel(QWheelEvent& event);

    QVector<OverviewRow> m_rows;
    std::map<int, std::int64_t> m_ghosts;
    int m_current = -1;
    int m_hovered = -1;
    int m_top = 0;
    mutable QVector<Drawn> m_drawn;
    Drag m_drag = Drag::None;
    bool m_continues = false;
    int m_row = -1; ///< under the press
    QPointF m_pressed;
    double m_grab = 0; ///< from the pointer to the handle's middle
    double m_share = 1; ///< that is painted
    int m_lastPainted = -1;
    int m_wheel = 0; ///< of a step that is not complete yet
};

} // namespace pleat::ui
