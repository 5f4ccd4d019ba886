// SPDX-License-Identifier: GPL-3.0-or-later
// Writes one network as ONNX, for check_onnx.py:
//
//     export_onnx MODEL.pt SHAPES MODEL.onnx
//
// SHAPES as on the command line of pleat, one example. The file is read again too: the same weights
// and, on random inputs, the same outputs, else it fails.
#include "tests/support/onnx_files.h"

#include <iostream>

using namespace pleat;

int main(int argc, char** argv)
{
    if (argc != 4)
        return 2;
    try {
        const study::ModelPtr model = test::open(argv[1], argv[2]);
        const std::string problem = test::writeAndReadOnnx(model->content().graph, argv[3]);
        if (!problem.empty())
            std::cerr << problem << '\n';
        return problem.empty() ? 0 : 1;
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
