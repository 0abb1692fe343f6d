// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jparallel.guard.AnyThread;
import org.jspecify.annotations.Nullable;

/// Whether threads may have the very same object: finds what it refers to that somebody could
/// change, the nearest first.
///
/// ```
/// index   values   parents   places
/// 0       root     -         -
/// 1       part     0         0         part 0 of the root
/// 2       part     0         1
/// 3       part     1         0         …
/// ```
///
/// Every object is looked at once, in the order of this list, which grows at its end. So nothing
/// recurses, and the way back to the root is there when it is needed.
///
/// **Threads.** One.
@AnyThread
public final class ShareCheck {
    private static final int FIRST_COUNT = 16;

    private final IdentityTable met = new IdentityTable();
    private final PartStack parts = new PartStack();

    private @Nullable Object[] values = new @Nullable Object[FIRST_COUNT];
    private int[] parents = new int[FIRST_COUNT];
    private int[] places = new int[FIRST_COUNT];
    private int count;

    private ShareCheck() {}

    /// {@return what hinders an object from being shared; empty if nothing does}
    ///
    /// @param root any object, or null
    public static Optional<ShareRefusal> find(@Nullable Object root) {
        return new ShareCheck().run(root);
    }

    private Optional<ShareRefusal> run(@Nullable Object root) {
        add(root, -1, 0);
        for (int i = 0; i < count; i++) {
            Object value = values[i];
            if (value == null) {
                continue;
            }
            String objection = ShareParts.objection(value);
            if (!objection.isEmpty()) {
                return Optional.of(
                        new ShareRefusal(path(i), value.getClass().getName(), objection));
            }
            if (ShareKind.of(value.getClass()) != ShareKind.IMMUTABLE && met.find(value) < 0) {
                met.add(value);
                addParts(value, i);
            }
        }
        return Optional.empty();
    }

    private void addParts(Object value, int index) {
        ShareParts.push(value, parts);
        for (int i = 0; i < parts.size(); i++) {
            add(parts.at(i), index, i);
        }
        parts.truncate(0);
    }

    private void add(@Nullable Object value, int parent, int place) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
            parents = Arrays.copyOf(parents, 2 * count);
            places = Arrays.copyOf(places, 2 * count);
        }
        values[count] = value;
        parents[count] = parent;
        places[count] = place;
        count++;
    }

    private String path(int index) {
        ArrayDeque<String> steps = new ArrayDeque<>();
        for (int i = index; i > 0; i = parents[i]) {
            steps.addFirst(ShareParts.step(Objects.requireNonNull(values[parents[i]]), places[i]));
        }
        return ShareRefusal.path(steps);
    }
}
