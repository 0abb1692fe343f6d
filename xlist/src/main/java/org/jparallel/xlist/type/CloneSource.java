// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.type;

import java.lang.foreign.MemorySegment;
import org.jparallel.guard.AnyThread;
import org.jspecify.annotations.Nullable;

/// Gives what a [CloneType] wrote of an object, while the next one is made.
///
/// **Threads.** The one that reads. **Errors.** All of it throws `IllegalStateException` if there
/// is nothing more to take, or not so much, and after [CloneType#read] has returned.
@AnyThread
public interface CloneSource {
    /// {@return what [CloneSink#putBoolean] put}
    boolean takeBoolean();

    /// {@return what [CloneSink#putByte] put}
    byte takeByte();

    /// {@return what [CloneSink#putShort] put}
    short takeShort();

    /// {@return what [CloneSink#putChar] put}
    char takeChar();

    /// {@return what [CloneSink#putInt] put}
    int takeInt();

    /// {@return what [CloneSink#putLong] put}
    long takeLong();

    /// {@return what [CloneSink#putFloat] put}
    float takeFloat();

    /// {@return what [CloneSink#putDouble] put}
    double takeDouble();

    /// {@return a new array with what [CloneSink#putBytes] or [CloneSink#putMemory] put}
    byte[] takeBytes();

    /// Copies what [CloneSink#putMemory] or [CloneSink#putBytes] put.
    ///
    /// @param target takes it from its first byte on; as large as that, or larger
    /// @return how many bytes were copied
    /// @throws IndexOutOfBoundsException if it is too small; nothing was taken
    long takeMemory(MemorySegment target);

    /// {@return what [CloneSink#putString] put}
    String takeString();

    /// {@return the clone of what [CloneSink#putValue] put, or null}
    @Nullable Object takeValue();

    /// Gives the clone of a value of a known class.
    ///
    /// @param <V> its class
    /// @param type its class
    /// @return the clone of what [CloneSink#putValue] put
    /// @throws IllegalStateException if it is null, or of another class
    <V> V takeValue(Class<V> type);

    /// Gives what is shared, with a hold on it.
    ///
    /// The hold is that of the object that is made: it must release it, once. If this clone fails
    /// later on, be it in [CloneType#read] itself, the hold is released for it.
    ///
    /// @return what [CloneSink#share] put
    SharedPayload takeShared();
}
