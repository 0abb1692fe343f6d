// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

/// One call on an arena, applied to it and to its model.
sealed interface ArenaStep {
    void applyTo(ArenaModel model);

    record Allocate(long byteCount, long byteAlignment) implements ArenaStep {
        @Override
        public void applyTo(ArenaModel model) {
            model.allocate(byteCount, byteAlignment);
        }
    }

    record SetMark() implements ArenaStep {
        @Override
        public void applyTo(ArenaModel model) {
            model.mark();
        }
    }

    /// To any mark ever taken, dead ones as well.
    record Rewind(int choice) implements ArenaStep {
        @Override
        public void applyTo(ArenaModel model) {
            model.rewind(choice);
        }
    }

    record End() implements ArenaStep {
        @Override
        public void applyTo(ArenaModel model) {
            model.end();
        }
    }
}
