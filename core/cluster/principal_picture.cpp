// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/principal_picture.h"

#include "core/base/on_threads.h"
#include "core/cluster/gram.h"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <cmath>
#include <optional>
#include <random>

namespace pleat::cluster {

namespace {

constexpr Eigen::Index kBlock = 2; ///< so that an eigenvalue may be there twice
constexpr Eigen::Index kMostDirections = 600;
constexpr Eigen::Index kSmallProduct = 512; ///< below, threads cost more than they save
constexpr double kConverged = 1e-11;

/// The Gram matrix of the rows less their mean, as an operator.
class CentredGram
{
public:
    CentredGram(const Eigen::MatrixXd& gram, const StageContext& context)
        : m_gram(gram)
        , m_context(context)
    {
    }

    /// Undefined once cancelled. Each entry is one dot product, whichever thread computes it.
    Eigen::MatrixXd times(Eigen::MatrixXd vectors) const
    {
        vectors.rowwise() -= vectors.colwise().mean().eval();
        Eigen::MatrixXd product(vectors.rows(), vectors.cols());
        onThreads(m_gram.rows() < kSmallProduct ? 1 : 64, [&](int worker, int workers) {
            for (Eigen::Index i = worker; i < m_gram.cols() && !m_context.cancelled();
                 i += workers) {
                for (Eigen::Index c = 0; c < vectors.cols(); ++c)
                    product(i, c) = m_gram.col(i).dot(vectors.col(c));
            }
        });
        product.rowwise() -= product.colwise().mean().eval();
        return product;
    }
    Eigen::Index size() const { return m_gram.rows(); }

private:
    const Eigen::MatrixXd& m_gram;
    const StageContext& m_context;
};

struct Eigenpairs
{
    Eigen::MatrixXd vectors; ///< [n, 2]
    double values[2] = {0, 0}; ///< descending
};

/// Grows an orthonormal basis by the products of its members with the operator.
class Lanczos
{
public:
    explicit Lanczos(const CentredGram& gram)
        : m_gram(gram)
        , m_most(std::min(gram.size(), kMostDirections))
        , m_basis(gram.size(), m_most)
        , m_projected(Eigen::MatrixXd::Zero(m_most, m_most))
    {
        for (Eigen::Index i = 0; i < std::min(kBlock, m_most); ++i)
            append(arbitrary());
    }

    Result<Eigenpairs> run(const StageContext& context)
    {
        Eigen::Index nextCheck = 8;
        while (true) {
            const Eigen::Index first = m_multiplied;
            const Eigen::Index count = std::min(kBlock, m_size - first);
            const Eigen::MatrixXd products = m_gram.times(m_basis.middleCols(first, count));
            if (context.cancelled())
                return cancelledError();
            for (Eigen::Index i = 0; i < count; ++i)
                grow(products.col(i));
            context.progress("clustering", "picture",
                static_cast<double>(m_multiplied) / static_cast<double>(m_most));
            const bool complete = m_multiplied == m_most;
            if (!complete && m_multiplied < nextCheck)
                continue;
            nextCheck = m_multiplied + std::max<Eigen::Index>(4, m_multiplied / 4);
            if (auto pairs = solve(complete))
                return *pairs;
        }
    }

private:
    Eigen::VectorXd arbitrary()
    {
        Eigen::VectorXd vector(m_basis.rows());
        for (double& entry : vector)
            entry = std::ldexp(static_cast<double>(m_random() >> 11), -52) - 1;
        return vector;
    }

    /// Takes away what lies within the basis; returns the coefficients.
    Eigen::VectorXd reduce(Eigen::VectorXd& vector) const
    {
        const auto basis = m_basis.leftCols(m_size);
        Eigen::VectorXd coefficients = Eigen::VectorXd::Zero(m_size);
        for (int round = 0; round < 2; ++round) { // twice is enough (Kahan; Parlett, section 6.9)
            const Eigen::VectorXd within = basis.transpose() * vector;
            vector -= basis * within;
            coefficients += within;
        }
        return coefficients;
    }

    void append(Eigen::VectorXd vector)
    {
        reduce(vector);
        m_basis.col(m_size++) = vector.normalized();
    }

    /// Notes the product of the next member of the basis, and takes its new direction, if there is
    /// one, into the basis.
    void grow(Eigen::VectorXd product)
    {
        const double norm = product.norm();
        m_projected.col(m_multiplied).head(m_size) = reduce(product);
        const double left = product.norm();
        if (m_size < m_most) {
            if (left > kConverged * 1e-2 * std::max(norm, m_largest)) {
                m_projected(m_size, m_multiplied) = left;
                append(product / left);
            } else { // the space is closed: go on in another
                append(arbitrary());
            }
        }
        m_largest = std::max(m_largest, norm);
        ++m_multiplied;
    }

    /// The two leading pairs within the members that were multiplied, if they are good enough.
    std::optional<Eigenpairs> solve(bool whatever) const
    {
        const Eigen::Index size = m_multiplied;
        const Eigen::MatrixXd square = m_projected.topLeftCorner(size, size);
        const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(
            (square + square.transpose()) / 2);
        Eigenpairs pairs;
        pairs.vectors = Eigen::MatrixXd::Zero(m_basis.rows(), kBlock);
        for (Eigen::Index i = 0; i < std::min(kBlock, size); ++i) {
            const Eigen::VectorXd within = solver.eigenvectors().col(size - 1 - i);
            const Eigen::VectorXd outside =
                m_projected.block(size, 0, m_size - size, size) * within;
            const double top = std::abs(solver.eigenvalues()[size - 1]);
            if (!whatever && outside.norm() > kConverged * top)
                return std::nullopt;
            pairs.values[i] = solver.eigenvalues()[size - 1 - i];
            pairs.vectors.col(i) = m_basis.leftCols(size) * within;
        }
        return pairs;
    }

    const CentredGram& m_gram;
    Eigen::Index m_most;
    Eigen::MatrixXd m_basis; ///< [n, most], the first `size` columns
    Eigen::MatrixXd m_projected; ///< basis^T A basis, the first `multiplied` columns
    Eigen::Index m_size = 0, m_multiplied = 0;
    double m_largest = 0; ///< norm of a product
    std::mt19937_64 m_random{1};
};

/// Eigenvectors have no sign of their own.
void turn(Eigen::MatrixXd::ColXpr coordinates)
{
    const double largest = coordinates.cwiseAbs().maxCoeff();
    for (const double entry : coordinates) {
        if (std::abs(entry) < (1 - 1e-9) * largest)
            continue;
        if (entry < 0)
            coordinates *= -1;
        return;
    }
}

} // namespace

Result<Picture> principalPicture(const Eigen::MatrixXd& gram, const StageContext& context)
{
    const Eigen::Index n = gram.rows();
    Picture picture;
    picture.coordinates = Eigen::MatrixXd::Zero(n, 2);
    double sum = 0;
    for (Eigen::Index i = 0; i < n && !context.cancelled(); ++i)
        sum += gram.col(i).sum();
    const double squares = gram.trace();
    const double total = resolvedSquare(squares - sum / static_cast<double>(n), squares);
    if (n < 2 || !(total > 0))
        return picture;
    const CentredGram centred(gram, context);
    auto pairs = Lanczos(centred).run(context);
    if (!pairs)
        return pairs.error();
    for (int axis = 0; axis < 2; ++axis) {
        const double value = resolvedSquare(pairs->values[axis], squares);
        picture.coordinates.col(axis) = pairs->vectors.col(axis) * std::sqrt(value);
        turn(picture.coordinates.col(axis));
        picture.share[axis] = value / total;
    }
    return picture;
}

} // namespace pleat::cluster
