// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/sha256.h"

#include "core/base/result.h"

#include <openssl/evp.h>

#include <array>
#include <cstdint>

namespace pleat {

struct Sha256::State
{
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    ~State() { EVP_MD_CTX_free(context); }
};

Sha256::Sha256()
    : m_state(std::make_unique<State>())
{
    if (EVP_DigestInit_ex(m_state->context, EVP_sha256(), nullptr) != 1)
        throw LogicError("SHA-256 is not available");
}

Sha256::~Sha256() = default;

void Sha256::add(const void* bytes, std::size_t size)
{
    EVP_DigestUpdate(m_state->context, bytes, size);
}

void Sha256::addText(std::string_view text)
{
    const std::uint64_t size = text.size();
    add(&size, sizeof size);
    add(text.data(), text.size());
}

std::string Sha256::finish()
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
    unsigned size = 0;
    EVP_DigestFinal_ex(m_state->context, digest.data(), &size);
    static constexpr char kHex[] = "0123456789abcdef";
    std::string text;
    for (unsigned i = 0; i < size; ++i) {
        text += kHex[digest[i] >> 4];
        text += kHex[digest[i] & 15];
    }
    return text;
}

} // namespace pleat
