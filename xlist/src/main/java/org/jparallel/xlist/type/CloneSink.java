// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.type;

import java.lang.foreign.MemorySegment;
import org.jparallel.guard.AnyThread;
import org.jspecify.annotations.Nullable;

/// Takes what a [CloneType] writes of an object, while it does.
///
/// **Threads.** The one that writes. **Errors.** After [CloneType#write] has returned, all of it
/// throws `IllegalStateException`.
@AnyThread
public interface CloneSink {
    /// Puts a truth value.
    ///
    /// @param value any
    void putBoolean(boolean value);

    /// Puts a byte.
    ///
    /// @param value any
    void putByte(byte value);

    /// Puts a number of 16 bits.
    ///
    /// @param value any
    void putShort(short value);

    /// Puts a character, also half of one.
    ///
    /// @param value any
    void putChar(char value);

    /// Puts a number of 32 bits.
    ///
    /// @param value any
    void putInt(int value);

    /// Puts a number of 64 bits.
    ///
    /// @param value any
    void putLong(long value);

    /// Puts a number, with all of its bits.
    ///
    /// @param value any
    void putFloat(float value);

    /// Puts a number, with all of its bits.
    ///
    /// @param value any
    void putDouble(double value);

    /// Puts a copy of bytes, and how many there are.
    ///
    /// @param bytes may be changed as soon as this returns
    void putBytes(byte[] bytes);

    /// Puts a copy of memory, and how many bytes it has.
    ///
    /// @param memory may be changed, and freed, as soon as this returns
    /// @throws IllegalStateException if it is freed already
    /// @throws WrongThreadException if it belongs to another thread
    void putMemory(MemorySegment memory);

    /// Puts a text.
    ///
    /// @param text any; every character is kept
    void putString(String text);

    /// Puts a value that is cloned in the same call: what it shares with the rest stays shared.
    ///
    /// @param value anything that can be cloned, or null
    void putValue(@Nullable Object value);

    /// Puts something that is not copied: the object that is made will refer to the very same.
    ///
    /// It is retained for the frame that carries it, but only when `write` has returned: until then
    /// the caller keeps it alive. When the frame is read, that hold passes to the object that takes
    /// it; when the frame is dropped or the clone fails, the hold is released.
    ///
    /// @param payload what is shared
    void share(SharedPayload payload);
}
