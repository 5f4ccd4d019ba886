// SPDX-License-Identifier: GPL-3.0-or-later
// The options of `pleat fold` as far as they say something about a plan.
#include "core/base/shell_words.h"
#include "core/study/fold_command.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>

namespace pleat::study {

namespace {

using Words = std::vector<std::string>;

Error wrong(const std::string& option, const std::string& value, const std::string& allowed)
{
    return {ErrorCode::Usage, option + " is \"" + value + "\", allowed is " + allowed, "command",
        "correct the command"};
}

template <typename T>
bool parse(const std::string& text, T& number)
{
    const char* end = text.data() + text.size();
    const auto [stop, failure] = std::from_chars(text.data(), end, number);
    return failure == std::errc() && stop == end;
}

Result<void> readCount(const std::string& option, const std::string& value, std::int64_t& count)
{
    std::int64_t read = 0;
    if (!parse(value, read) || read < 1)
        return wrong(option, value, "a whole number from 1");
    count = read;
    return {};
}

Result<void> readWeights(
    const std::string& option, const std::string& value, cluster::FeatureOptions& features)
{
    const std::size_t comma = value.find(',');
    double incoming = 0, outgoing = 0;
    const bool fits = comma != std::string::npos && parse(value.substr(0, comma), incoming)
        && parse(value.substr(comma + 1), outgoing) && std::isfinite(incoming)
        && std::isfinite(outgoing);
    if (!fits)
        return wrong(option, value, "two numbers, as in 1,0.5");
    features.incomingWeight = incoming;
    features.outgoingWeight = outgoing;
    return {};
}

Result<void> readKeep(const std::string& option, const std::string& value, FoldCommand& command)
{
    double keep = 0;
    if (!parse(value, keep) || !(keep > 0) || keep > 1)
        return wrong(option, value, "more than 0 up to 1");
    command.keep = keep;
    return {};
}

Result<void> readSeed(const std::string& option, const std::string& value, FoldCommand& command)
{
    if (!parse(value, command.options.seed))
        return wrong(option, value, "a whole number");
    return {};
}

Result<void> readGroups(const std::string& option, const std::string& value, FoldCommand& command)
{
    if (value != "all" && value != "inner")
        return wrong(option, value, "all or inner");
    command.innerOnly = value == "inner";
    return {};
}

struct Option
{
    const char* name;
    bool takesValue = true;
    /// Option and value; empty: the option changes no weights.
    std::function<Result<void>(const std::string&, const std::string&, FoldCommand&)> read = {};
};

/// Of an option whose value is a text of the plan.
Option textOption(const char* name, std::string& (*field)(FoldCommand&))
{
    return {
        name, true, [field](const std::string&, const std::string& value, FoldCommand& command) {
            field(command) = value;
            return Result<void>();
        }};
}

Option countOption(const char* name, std::int64_t& (*field)(FoldCommand&))
{
    return {name, true,
        [field](const std::string& option, const std::string& value, FoldCommand& command) {
            return readCount(option, value, field(command));
        }};
}

Option refusedOption(const char* name, const char* message, const char* hint)
{
    return {name, true, [message, hint](const std::string&, const std::string&, FoldCommand&) {
                return Result<void>(Error{ErrorCode::Usage, message, "command", hint});
            }};
}

const std::vector<Option>& options()
{
    static const std::vector<Option> kOptions = {{"--keep", true, readKeep},
        {"--k", true,
            [](const std::string&, const std::string& value, FoldCommand& command) {
                command.groupSizes.push_back(value);
                return Result<void>();
            }},
        {"--groups", true, readGroups}, {"--seed", true, readSeed},
        {"--feature-weights", true,
            [](const std::string& option, const std::string& value, FoldCommand& command) {
                return readWeights(option, value, command.options.clustering.features);
            }},
        textOption("--cluster",
            [](FoldCommand& c) -> std::string& { return c.options.clustering.method; }),
        textOption("--features",
            [](FoldCommand& c) -> std::string& { return c.options.clustering.features.set; }),
        textOption("--reduce", [](FoldCommand& c) -> std::string& { return c.options.reduction; }),
        textOption("--repair", [](FoldCommand& c) -> std::string& { return c.options.repair; }),
        textOption("--probe", [](FoldCommand& c) -> std::string& { return c.options.probe; }),
        countOption("--starts",
            [](FoldCommand& c) -> std::int64_t& { return c.options.clustering.starts; }),
        countOption("--samples", [](FoldCommand& c) -> std::int64_t& { return c.options.samples; }),
        countOption("--images", [](FoldCommand& c) -> std::int64_t& { return c.options.images; }),
        refusedOption("--recipe", "--recipe names a file", "open the recipe itself"),
        refusedOption("--params", "--params spends a budget", "distribute it in the Tuner"),
        refusedOption("--macs", "--macs spends a budget", "distribute it in the Tuner"),
        {"--multiple"}, {"--floor"}, {"-o"}, {"--output"}, {"--input"}, {"--threads"},
        {"--save-images"}, {"--measure"}, {"--report"}, {"--json", false}, {"--quiet", false},
        {"--fuse-bn", false}};
    return kOptions;
}

const Option* findOption(const std::string& name)
{
    const auto found = std::find_if(options().begin(), options().end(),
        [&](const Option& option) { return option.name == name; });
    return found == options().end() ? nullptr : &*found;
}

/// Reads the words behind `pleat fold`.
class Parser
{
public:
    Parser(const Words& words, std::size_t first)
        : m_words(words)
        , m_next(first)
    {
    }

    Result<FoldCommand> parse()
    {
        while (m_next < m_words.size()) {
            if (auto read = readWord(m_words[m_next++]); !read)
                return read.error();
        }
        if (m_command.model.empty())
            return Error{ErrorCode::Usage, "no model is named", "command", "copy it again"};
        return std::move(m_command);
    }

private:
    Result<void> readWord(const std::string& word)
    {
        if (word.starts_with('-') && word.size() > 1)
            return readOption(word);
        if (!m_command.model.empty())
            return Error{ErrorCode::Usage, "\"" + word + "\" is one word too many", "command",
                "quote names that hold blanks"};
        m_command.model = word;
        return {};
    }

    Result<void> readOption(const std::string& word)
    {
        const std::size_t equals = word.starts_with("--") ? word.find('=') : std::string::npos;
        const std::string name = word.substr(0, equals);
        const Option* option = findOption(name);
        if (!option)
            return Error{
                ErrorCode::Usage, "unknown option " + name, "command", "see pleat fold --help"};
        if (!option->takesValue)
            return {};
        if (equals == std::string::npos && m_next == m_words.size())
            return Error{ErrorCode::Usage, name + " has no value", "command", "copy it again"};
        std::string value =
            equals == std::string::npos ? m_words[m_next++] : word.substr(equals + 1);
        const bool second = name == "--feature-weights" && value.find(',') == std::string::npos
            && m_next < m_words.size();
        if (second)
            value += "," + m_words[m_next++];
        return option->read ? option->read(name, value, m_command) : Result<void>();
    }

    const Words& m_words;
    std::size_t m_next;
    FoldCommand m_command;
};

} // namespace

Result<FoldCommand> parseFoldCommand(const std::string& text)
{
    const auto words = shellWords(text);
    if (!words)
        return words.error();
    const bool folds = words->size() > 1
        && words->front().substr(words->front().rfind('/') + 1) == "pleat" && (*words)[1] == "fold";
    if (!folds)
        return Error{ErrorCode::Usage, "the text is no command \"pleat fold ...\"", "command",
            "copy a command or the JSON of a recipe"};
    return Parser(*words, 2).parse();
}

std::vector<std::string> foldCommandOptions()
{
    std::vector<std::string> names;
    for (const Option& option : options())
        names.emplace_back(option.name);
    return names;
}

} // namespace pleat::study
