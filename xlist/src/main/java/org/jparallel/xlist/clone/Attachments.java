// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.ArrayList;
import java.util.List;
import org.jparallel.guard.AnyThread;
import org.jparallel.guard.PassedByReference;
import org.jparallel.xlist.heap.Payload;
import org.jspecify.annotations.Nullable;

/// What one frame carries by reference: the bytes hold indices into it.
///
/// ```
/// handles    [ list | event | …          the objects themselves; nothing is counted
/// payloads   [ memory | payload | …      each with one hold, which is the frame's
/// ```
///
/// **Ownership.** Whoever has the attachments has the holds. A [CloneWriter] collects them, a
/// container takes them over with [CloneWriter#handOver()], a [CloneReader] uses them up: with a
/// frame that was read, or could not be, nothing is left in them. Who drops a frame undecoded calls
/// [#release].
///
/// **Threads.** One at a time.
@AnyThread
public final class Attachments {
    private final List<PassedByReference> handles;
    private final List<Payload> payloads;

    /// What undoes the use of a payload; absent while it is not used.
    private final List<@Nullable Runnable> undos = new ArrayList<>();

    /// Attachments of a frame that is being written.
    Attachments() {
        this(new ArrayList<>(), new ArrayList<>());
    }

    /// Attachments of a frame that is in a container.
    ///
    /// @param handles the objects that pass as they are
    /// @param payloads what is counted, with a hold on each
    public Attachments(List<PassedByReference> handles, List<Payload> payloads) {
        this.handles = handles;
        this.payloads = payloads;
    }

    /// {@return the objects that pass as they are}
    public List<PassedByReference> handles() {
        return handles;
    }

    /// {@return what is counted}
    public List<Payload> payloads() {
        return payloads;
    }

    /// {@return the same, with holds of its own, for a frame that is read and stays}
    ///
    /// @throws IllegalStateException if there can be no other hold on a payload; none was taken
    public Attachments again() {
        int count = 0;
        try {
            for (; count < payloads.size(); count++) {
                payloads.get(count).retain();
            }
        } finally {
            if (count < payloads.size()) {
                payloads.subList(0, count).forEach(Payload::release);
            }
        }
        return new Attachments(handles, payloads);
    }

    /// Gives up the holds on what was not used.
    public void release() {
        for (int i = 0; i < payloads.size(); i++) {
            if (!isUsed(i)) {
                use(i, () -> {});
                payloads.get(i).release();
            }
        }
    }

    /// {@return the index of an object that passes as it is}
    int attach(PassedByReference handle) {
        handles.add(handle);
        return handles.size() - 1;
    }

    /// Attaches something that is counted.
    ///
    /// @param payload with a hold, which is the frame's from now on
    /// @return its index
    int attach(Payload payload) {
        payloads.add(payload);
        return payloads.size() - 1;
    }

    /// {@return the payload of an index, with the frame's hold; absent if there is none, or not any
    /// more}
    @Nullable Payload payload(long index) {
        return index < payloads.size() && !isUsed((int) index) ? payloads.get((int) index) : null;
    }

    /// Passes the hold on a payload to what was made of it.
    ///
    /// @param index what [#payload] was asked for
    /// @param undo gives the hold up, should the rest of the frame fail
    void use(int index, Runnable undo) {
        while (undos.size() <= index) {
            undos.add(null);
        }
        undos.set(index, undo);
    }

    /// Undoes the use of what was used, and gives up the holds on the rest.
    void abandon() {
        undos.forEach(Attachments::run);
        release();
    }

    private boolean isUsed(int index) {
        return index < undos.size() && undos.get(index) != null;
    }

    private static void run(@Nullable Runnable undo) {
        if (undo != null) {
            undo.run();
        }
    }
}
