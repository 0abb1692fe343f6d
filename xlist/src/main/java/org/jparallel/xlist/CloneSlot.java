// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import java.util.NoSuchElementException;
import java.util.Objects;
import org.jparallel.arena.ArenaExhaustedException;
import org.jparallel.arena.MemoryBudget;
import org.jparallel.guard.AnyThread;
import org.jparallel.xlist.clone.Attachments;
import org.jparallel.xlist.clone.CloneReader;
import org.jparallel.xlist.clone.CloneRefusal;
import org.jparallel.xlist.clone.CloneWriter;
import org.jparallel.xlist.heap.FrameCell;
import org.jparallel.xlist.type.CloneLimitException;
import org.jparallel.xlist.type.CloneLimits;
import org.jspecify.annotations.Nullable;

/// Room for one value that outlives the context in which it was made: cloned in, cloned out.
///
/// **Threads.** It belongs to the thread that sets it; another one gets a `WrongThreadException`
/// from [#set], [#value] and [#close].
///
/// **Memory.** Off the heap, exactly as much as the clone needs, freed when another value is set or
/// the slot is closed. If code that [#value] calls does that, such as the constructor of a record,
/// the value that is being read is freed when it is read. Values that nobody closes are not freed.
///
/// @param <T> the value: what [NotCloneableException] does not refuse
@AnyThread
public final class CloneSlot<T> implements AutoCloseable {
    private final MemoryBudget budget;
    private final CloneLimits limits;
    private @Nullable FrameCell cell;
    private @Nullable Attachments attachments;

    /// Creates a slot without a value.
    ///
    /// @param budget what its memory is charged to
    public CloneSlot(MemoryBudget budget) {
        this(budget, CloneLimits.standard());
    }

    /// Creates a slot without a value, for values of limited size.
    ///
    /// @param budget what its memory is charged to
    /// @param limits how much a value may take
    public CloneSlot(MemoryBudget budget, CloneLimits limits) {
        this.budget = Objects.requireNonNull(budget, "budget");
        this.limits = Objects.requireNonNull(limits, "limits");
    }

    /// Puts a clone of a value in, in place of the one before.
    ///
    /// @param value what to clone
    /// @throws NotCloneableException if it, or something in it, cannot be cloned; the slot is as
    ///     before
    /// @throws CloneLimitException if it is larger than a value may be; the slot is as before
    /// @throws ArenaExhaustedException if there is no memory for it beside the one before; the slot
    ///     is as before
    /// @throws WrongThreadException if another thread set the one before; the slot is as before
    public void set(T value) {
        Objects.requireNonNull(value, "value");
        CloneWriter writer = CloneWriter.current();
        try {
            writer.write(value, limits);
            replace(FrameCell.of(writer.address(), writer.byteCount(), budget), writer);
        } catch (CloneRefusal refusal) {
            throw new NotCloneableException(refusal);
        } finally {
            writer.reset();
        }
    }

    /// {@return a new clone of the value}
    ///
    /// @throws NoSuchElementException if there is none
    /// @throws WrongThreadException if another thread set it
    @SuppressWarnings("unchecked") // what was set is a T, and is not null
    public T value() {
        FrameCell present = cell;
        if (present == null) {
            throw new NoSuchElementException("slot is empty");
        }
        present.beginRead();
        try {
            return (T) Objects.requireNonNull(read(present));
        } finally {
            present.endRead();
        }
    }

    private @Nullable Object read(FrameCell present) {
        CloneReader reader = CloneReader.current();
        Attachments carried = attachments;
        return carried == null
                ? reader.read(present.address(), present.byteCount())
                : reader.read(present.address(), present.byteCount(), carried.again());
    }

    /// {@return how many bytes the value takes, 0 if there is none}
    public long byteCount() {
        FrameCell present = cell;
        return present == null ? 0 : present.byteCount();
    }

    /// {@return whether there is no value}
    public boolean isEmpty() {
        return cell == null;
    }

    /// Frees the value, if there is one. The slot can be used again.
    ///
    /// @throws WrongThreadException if another thread set it; the slot is as before
    @Override
    public void close() {
        FrameCell present = cell;
        if (present != null) {
            present.close();
            cell = null;
            Attachments carried = attachments;
            attachments = null;
            if (carried != null) {
                carried.release();
            }
        }
    }

    private void replace(FrameCell made, CloneWriter writer) {
        boolean isStored = false;
        try {
            close();
            attachments = writer.isAttached() ? writer.handOver() : null;
            cell = made;
            isStored = true;
        } finally {
            if (!isStored) {
                made.close();
            }
        }
    }
}
