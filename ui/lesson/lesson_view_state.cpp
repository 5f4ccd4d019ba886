// SPDX-License-Identifier: GPL-3.0-or-later
// LessonView: what a project keeps of it.
#include "ui/lesson/lesson_view.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace pleat::ui {

namespace {

const QString kBegun = QStringLiteral("begun");
const QString kSubject = QStringLiteral("subject");
const QString kStep = QStringLiteral("step");
const QString kOutgoing = QStringLiteral("outgoing");
const QString kKept = QStringLiteral("k");
const QString kGuesses = QStringLiteral("guesses");
const QString kWeights = QStringLiteral("weights");
const QString kConsumers = QStringLiteral("consumers");
const QString kInputs = QStringLiteral("inputs");

QJsonArray stateOf(const Eigen::Ref<const Eigen::MatrixXd>& matrix)
{
    QJsonArray values;
    for (Eigen::Index i = 0; i < matrix.size(); ++i)
        values.append(matrix.data()[i]);
    return values;
}

/// Only whole and only numbers that may be typed.
void restore(Eigen::Ref<Eigen::MatrixXd> matrix, const QJsonArray& state)
{
    const bool fits = state.size() == matrix.size()
        && std::all_of(state.begin(), state.end(), [](const QJsonValue& value) {
               return value.isDouble() && std::abs(value.toDouble()) <= study::kLargestLessonWeight;
           });
    for (Eigen::Index i = 0; fits && i < matrix.size(); ++i)
        matrix.data()[i] = state.at(static_cast<int>(i)).toDouble();
}

} // namespace

QJsonObject LessonView::viewState() const
{
    QJsonArray kept, guesses, weights, consumers, inputs;
    for (const int k : m_k)
        kept.append(k);
    for (const std::optional<Trend>& guess : m_guesses)
        guesses.append(guess ? static_cast<int>(*guess) : -1);
    for (const study::LessonNetwork& network : m_networks) {
        weights.append(stateOf(network.weights));
        consumers.append(stateOf(network.consumers));
        inputs.append(stateOf(network.input));
    }
    return {{kBegun, m_begun}, {kSubject, static_cast<int>(m_subject)}, {kStep, m_step},
        {kOutgoing, m_outgoing}, {kKept, kept}, {kGuesses, guesses}, {kWeights, weights},
        {kConsumers, consumers}, {kInputs, inputs}};
}

void LessonView::restoreViewState(const QJsonObject& state)
{
    const int subject = state[kSubject].toInt();
    m_begun = state[kBegun].toBool();
    m_subject = static_cast<LessonSubject>(std::clamp(subject, 0, 2));
    m_step = std::clamp(state[kStep].toInt(), 0, kLessonSteps - 1);
    m_outgoing = state[kOutgoing].toBool();
    for (std::size_t i = 0; i < m_networks.size(); ++i) {
        restore(m_networks[i].weights, state[kWeights].toArray().at(static_cast<int>(i)).toArray());
        restore(
            m_networks[i].consumers, state[kConsumers].toArray().at(static_cast<int>(i)).toArray());
        restore(m_networks[i].input, state[kInputs].toArray().at(static_cast<int>(i)).toArray());
    }
    for (std::size_t i = 0; i < m_k.size(); ++i) {
        const std::int64_t most = i < m_networks.size()
            ? static_cast<std::int64_t>(m_networks[i].weights.rows())
            : m_session.currentInfo() ? m_session.currentInfo()->channels
                                      : 1;
        const int k = state[kKept].toArray().at(static_cast<int>(i)).toInt(m_k[i]);
        m_k[i] = static_cast<int>(std::clamp<std::int64_t>(k, 1, most));
    }
    for (std::size_t step = 0; step < m_guesses.size(); ++step) {
        const int guess = state[kGuesses].toArray().at(static_cast<int>(step)).toInt(-1);
        m_guesses[step] = guess >= 0 && guess <= static_cast<int>(Trend::Rises)
            ? std::optional<Trend>(static_cast<Trend>(guess))
            : std::nullopt;
    }
    m_lesson.reset();
    showAll();
    request();
}

} // namespace pleat::ui
