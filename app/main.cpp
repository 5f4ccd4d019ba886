// SPDX-License-Identifier: GPL-3.0-or-later
// Prepares the process before LibTorch is loaded, then hands over to the library beside it.
#include "app/entry_points.h"
#include "ui/session/settings.h"

#include <QApplication>
#include <QFileInfo>
#include <QIcon>
#include <QLabel>
#include <QMessageBox>
#include <QScreen>
#include <QStyleFactory>
#include <QThread>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>
#include <iterator>
#include <malloc.h>
#include <memory>
#include <string>
#include <string_view>
#include <sys/prctl.h>
#include <unistd.h>

namespace {

constexpr int kInternalError = 1;
constexpr int kUsageError = 2;

/// glibc maps and unmaps every large tensor, which costs more than the arithmetic; keep the memory.
void tuneAllocator()
{
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, 0x7fffffff);
    mallopt(M_TOP_PAD, 64 << 20);
    mallopt(M_ARENA_MAX, 1);
}

/// OpenMP reads its settings before main, so they only take effect in a new image of the process.
void waitPassively(char** argv)
{
    if (std::getenv("OMP_WAIT_POLICY"))
        return;
    ::setenv("OMP_WAIT_POLICY", "passive", 1);
    ::execv("/proc/self/exe", argv);
}

std::string programFolder()
{
    char path[4096];
    const ssize_t length = ::readlink("/proc/self/exe", path, sizeof path - 1);
    const std::string program(path, length > 0 ? static_cast<std::size_t>(length) : 0);
    return program.substr(0, program.rfind('/') + 1);
}

/// Where the program's parts lie. In a build folder they are beside it; after installation, where
/// the install rules put them. Both follow the program when the folder moves.
struct Places
{
    std::string library; ///< path of the file
    std::string samples; ///< folder
};

Places findPlaces()
{
    const std::string folder = programFolder();
    const std::string library = "libpleat_workbench.so";
    if (::access((folder + library).c_str(), F_OK) == 0)
        return {folder + library, folder + "samples"};
    return {folder + "../" PLEAT_LIBRARY_FOLDER "/" + library, folder + "../" PLEAT_SAMPLES_FOLDER};
}

void* loadWorkbench()
{
    return ::dlopen(findPlaces().library.c_str(), RTLD_NOW | RTLD_GLOBAL);
}

/// Files and options of Qt open the workbench; everything else is for the command line, which also
/// says what is wrong with an unknown word.
bool opensWorkbench(int argc, char** argv)
{
    if (argc < 2)
        return true;
    const std::string_view word = argv[1];
    if (word == "--help" || word == "-h" || word == "--version")
        return false;
    constexpr std::string_view kEndings[] = {
        ".pt", ".pth", ".safetensors", ".onnx", ".json", ".pleat"};
    const bool namesFile = std::any_of(std::begin(kEndings), std::end(kEndings),
        [&](std::string_view ending) { return word.ends_with(ending); });
    return word.starts_with('-') || namesFile || ::access(argv[1], F_OK) == 0;
}

bool hasDisplay()
{
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) {
        const char* value = std::getenv(name);
        if (value && *value)
            return true;
    }
    return false;
}

int runCommandLine(int argc, char** argv)
{
    void* library = loadWorkbench();
    auto* run = library
        ? reinterpret_cast<decltype(&pleatCommandLine)>(::dlsym(library, "pleatCommandLine"))
        : nullptr;
    if (run)
        return run(argc, argv);
    std::fprintf(stderr, "pleat: %s\n", ::dlerror());
    return kInternalError;
}

/// Why the library could not be loaded; asked for in the thread that tried.
struct Loaded
{
    void* library = nullptr;
    QString error;
};

/// The first pixels: a plain window of the size of the workbench, shown while LibTorch loads.
std::unique_ptr<QWidget> makePlaceholder()
{
    auto window = std::make_unique<QWidget>();
    window->setWindowTitle(QStringLiteral("Pleat"));
    window->resize(QGuiApplication::primaryScreen()->availableSize() * 0.8);
    auto* name = new QLabel(QStringLiteral("Pleat"));
    QFont font = name->font();
    font.setPointSizeF(font.pointSizeF() * 3);
    name->setFont(font);
    auto* state = new QLabel(QCoreApplication::translate("main", "Loading LibTorch…"));
    auto* layout = new QVBoxLayout(window.get());
    layout->addStretch();
    layout->addWidget(name, 0, Qt::AlignCenter);
    layout->addWidget(state, 0, Qt::AlignCenter);
    layout->addStretch();
    return window;
}

/// Without the link that a build folder has; empty if there are none.
QString samplesDirectory()
{
    return QFileInfo(QString::fromStdString(findPlaces().samples)).canonicalFilePath();
}

/// Desktops that know the installed application take its icon from there; all others take this one.
QIcon applicationIcon()
{
    QIcon icon;
    for (const int size : {16, 24, 32, 48, 64, 128, 256})
        icon.addFile(QStringLiteral(":/icons/%1.png").arg(size));
    return icon;
}

int runWorkbench(int argc, char** argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Pleat"));
    QApplication::setOrganizationName(QStringLiteral("Pleat"));
    QGuiApplication::setDesktopFileName(QStringLiteral(PLEAT_APPLICATION_ID));
    QApplication::setWindowIcon(applicationIcon());
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    const QStringList files = QApplication::arguments().mid(1);
    pleat::ui::applyLanguage(pleat::ui::Settings().language());

    std::unique_ptr<QWidget> placeholder = makePlaceholder();
    placeholder->show();
    std::unique_ptr<QWidget> workbench;
    Loaded loaded;
    std::unique_ptr<QThread> loading(QThread::create([&loaded] {
        loaded.library = loadWorkbench();
        if (!loaded.library)
            loaded.error = QString::fromLocal8Bit(::dlerror());
    }));
    QObject::connect(loading.get(), &QThread::finished, &application, [&] {
        auto* make = loaded.library
            ? reinterpret_cast<decltype(&pleatWorkbench)>(::dlsym(loaded.library, "pleatWorkbench"))
            : nullptr;
        if (!make) {
            QMessageBox::critical(placeholder.get(), QStringLiteral("Pleat"),
                QCoreApplication::translate(
                    "main", "The workbench cannot be loaded.\n%1\nInstall Pleat again.")
                    .arg(loaded.error));
            QApplication::exit(kInternalError);
            return;
        }
        workbench.reset(make(files, samplesDirectory()));
        workbench->show();
        placeholder.reset();
    });
    // After the first paint, so that the window does not wait for the disk.
    QTimer::singleShot(0, loading.get(), [&] { loading->start(); });
    const int code = QApplication::exec();
    loading->wait();
    return code;
}

} // namespace

int main(int argc, char** argv)
{
    waitPassively(argv);
    ::prctl(PR_SET_NAME, "pleat"); // after the restart through /proc/self/exe it is "exe"
    tuneAllocator();
    if (!opensWorkbench(argc, argv))
        return runCommandLine(argc, argv);
    if (hasDisplay())
        return runWorkbench(argc, argv);
    std::fprintf(stderr,
        "pleat: there is no display for the workbench (see pleat --help for the command line)\n");
    return kUsageError;
}
