# SPDX-License-Identifier: GPL-3.0-or-later
"""Networks that several scripts make references of."""
from torch import nn
from torch.nn import functional as F


class Mlp(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1, self.fc2, self.fc3 = nn.Linear(48, 20), nn.Linear(20, 12), nn.Linear(12, 5)

    def forward(self, x):
        x = x.view(x.size(0), -1)
        return self.fc3(F.gelu(self.fc2(F.relu(self.fc1(x)))))
