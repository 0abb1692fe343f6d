// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/// Runs something on a thread that belongs to no runtime.
final class OtherThread {
    private OtherThread() {}

    /// {@return what it threw there, or null}
    static @Nullable Throwable thrownBy(ThrowingCallable call) {
        CompletableFuture<@Nullable Throwable> thrown = new CompletableFuture<>();
        Thread.ofPlatform()
                .name("stranger")
                .start(() -> thrown.complete(catchThrowable(call)));
        return thrown.join();
    }
}
