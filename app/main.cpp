// SPDX-License-Identifier: GPL-3.0-or-later
// Prepares the process before LibTorch is loaded, then hands over to the library beside it.
#include "app/entry_points.h"

#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QScreen>
#include <QStyleFactory>
#include <QThread>
#include <QTimer>
#include <QVBoxLayout>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <malloc.h>
#include <memory>
#include <string>
#include <unistd.h>

namespace {

constexpr int kInternalError = 1;

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

void* loadWorkbench()
{
    return ::dlopen((programFolder() + "libpleat_workbench.so").c_str(), RTLD_NOW | RTLD_GLOBAL);
}

bool isCommand(const char* word)
{
    for (const char* command : {"inspect", "fold", "eval", "--help", "-h", "--version"}) {
        if (std::strcmp(word, command) == 0)
            return true;
    }
    return false;
}

int runCommandLine(int argc, char** argv)
{
    void* library = loadWorkbench();
    auto* run = library ? reinterpret_cast<decltype(&pleatCommandLine)>(::dlsym(library, "pleatCommandLine")) : nullptr;
    if (run)
        return run(argc, argv);
    std::fprintf(stderr, "pleat: %s\n", ::dlerror());
    return kInternalError;
}

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
    auto* state = new QLabel(QStringLiteral("Loading LibTorch…"));
    auto* layout = new QVBoxLayout(window.get());
    layout->addStretch();
    layout->addWidget(name, 0, Qt::AlignCenter);
    layout->addWidget(state, 0, Qt::AlignCenter);
    layout->addStretch();
    return window;
}

QString samplesDirectory()
{
    const QString installed = QString::fromStdString(programFolder()) + QStringLiteral("../share/pleat/samples");
    return QFileInfo::exists(installed) ? QDir::cleanPath(installed) : QStringLiteral(PLEAT_SAMPLES);
}

int runWorkbench(int argc, char** argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Pleat"));
    QApplication::setOrganizationName(QStringLiteral("Pleat"));
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    const QStringList files = QApplication::arguments().mid(1);

    std::unique_ptr<QWidget> placeholder = makePlaceholder();
    placeholder->show();
    std::unique_ptr<QWidget> workbench;
    void* library = nullptr;
    std::unique_ptr<QThread> loading(QThread::create([&library] { library = loadWorkbench(); }));
    QObject::connect(loading.get(), &QThread::finished, &application, [&] {
        auto* make = library ? reinterpret_cast<decltype(&pleatWorkbench)>(::dlsym(library, "pleatWorkbench")) : nullptr;
        if (!make) {
            std::fprintf(stderr, "pleat: %s\n", ::dlerror());
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
    tuneAllocator();
    if (argc > 1 && isCommand(argv[1]))
        return runCommandLine(argc, argv);
    return runWorkbench(argc, argv);
}
