// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.ArrayList;
import java.util.List;
import org.jparallel.guard.AnyThread;
import org.jparallel.guard.PassedByReference;
import org.jparallel.xlist.heap.Payload;
import org.jparallel.xlist.region.Region;
import org.jspecify.annotations.Nullable;

/// What one frame carries by reference: the bytes hold indices into it.
///
/// ```
/// handles    [ list | event | …                      the objects themselves; nothing is counted
/// payloads   [ transfer 0 | transfer 1 | … | memory | payload | …      each with a hold
/// ```
///
/// The payloads begin with what the transfer list names, in its order, whether the value refers to
/// it or not. In the result of a work what moves stands where it was met. What moves has no hold
/// until [CloneWriter#handOver()] takes it from its owner.
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
    private final Transfers transfers;

    /// What was made of each payload; absent while it is not used.
    private final List<@Nullable Made> made = new ArrayList<>();

    /// Attachments of a frame that is being written.
    Attachments(Transfers transfers) {
        this.transfers = transfers;
        handles = new ArrayList<>();
        payloads = new ArrayList<>(transfers.placeholders());
    }

    /// Attachments of a frame that is in a container.
    ///
    /// @param handles the objects that pass as they are
    /// @param payloads what is counted, with a hold on each
    public Attachments(List<PassedByReference> handles, List<Payload> payloads) {
        this.handles = handles;
        this.payloads = payloads;
        transfers = Transfers.NONE;
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
        List<Payload> others = new ArrayList<>(payloads.size());
        boolean complete = false;
        try {
            for (Payload payload : payloads) {
                others.add(payload.again());
            }
            complete = true;
        } finally {
            if (!complete) {
                Payload.releaseAll(others);
            }
        }
        return new Attachments(handles, others);
    }

    /// Gives up the holds on what was not used.
    public void release() {
        List<Payload> unused = new ArrayList<>(payloads.size());
        for (int i = 0; i < payloads.size(); i++) {
            if (!isUsed(i)) {
                use(i, Made.NOTHING);
                unused.add(payloads.get(i));
            }
        }
        Payload.releaseAll(unused);
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

    /// {@return the index of a region that is known to move, or -1}
    int transferIndex(Region region) {
        return transfers.indexOf(region);
    }

    /// {@return whether regions move that no list names}
    boolean movesAll() {
        return transfers.isOpen();
    }

    /// Lets a region move that no list names.
    ///
    /// @return its index
    int attachMoving(Region region) {
        int index = attach(Transfers.PLACEHOLDER);
        transfers.add(region, index);
        return index;
    }

    /// Takes what moves from its owners, all of it or nothing.
    ///
    /// @throws CloneRefusal if something cannot be transferred; nothing was
    void transfer() {
        transfers.detach(payloads);
    }

    /// {@return the payload of an index, with the frame's hold; absent if there is none, or not any
    /// more}
    @Nullable Payload payload(int index) {
        return index < payloads.size() && !isUsed(index) ? payloads.get(index) : null;
    }

    /// Passes the hold on a payload to what is made of it.
    ///
    /// @param index what [#payload] was asked for
    /// @param what was made
    void use(int index, Made what) {
        while (made.size() <= index) {
            made.add(null);
        }
        made.set(index, what);
    }

    /// As [#release], and leaves all that was made to other threads.
    void letGo() {
        release();
        for (Made each : made) {
            if (each != null) {
                each.letGo();
            }
        }
    }

    /// Withdraws the payloads from what was made of them, and gives up all holds.
    void abandon() {
        List<Payload> withdrawn = new ArrayList<>(payloads.size());
        for (int i = 0; i < payloads.size(); i++) {
            if (withdraw(i)) {
                withdrawn.add(payloads.get(i));
            }
        }
        Payload.releaseAll(withdrawn);
    }

    /// As [#abandon], but gives back to their owners what was transferred; on the same thread.
    void giveBack() {
        for (int i = 0; i < transfers.count(); i++) {
            int index = transfers.payloadIndex(i);
            if (withdraw(index)) {
                transfers.reattach(i, payloads.get(index));
            }
            use(index, Made.NOTHING);
        }
        abandon();
    }

    private boolean isUsed(int index) {
        return index < made.size() && made.get(index) != null;
    }

    /// {@return whether the hold on a payload is the frame's now}
    private boolean withdraw(int index) {
        Made used = index < made.size() ? made.get(index) : null;
        return used == null || used.withdraw();
    }
}
