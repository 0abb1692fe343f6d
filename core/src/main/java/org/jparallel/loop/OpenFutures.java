// SPDX-License-Identifier: Apache-2.0
package org.jparallel.loop;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jparallel.dispatch.Dispatcher;
import org.jparallel.dispatch.MainMessage;
import org.jparallel.work.Callback;
import org.jparallel.work.Errback;
import org.jspecify.annotations.Nullable;

/// The futures whose works have not ended: whoever waits for one is told when that will never be.
///
/// | field | written by | mode | read by | mode |
/// |---|---|---|---|---|
/// | `open` | any | concurrent set | main thread | concurrent set |
final class OpenFutures {
    /// A future whose work has not ended.
    final class OpenFuture<R extends @Nullable Object> {
        private final CompletableFuture<R> future;

        private OpenFuture(CompletableFuture<R> future) {
            this.future = future;
        }

        /// {@return what completes the future, on the main thread, with the result handed over;
        /// one that cannot be cloned is a failure}
        Callback<R> callback() {
            return result -> {
                R handedOver = Crossing.handOver(result);
                onMain(() -> future.complete(handedOver));
            };
        }

        /// {@return what fails the future, on the main thread}
        Errback errback() {
            return failure -> onMain(() -> future.completeExceptionally(failure));
        }

        private void onMain(Runnable end) {
            dispatcher.send(
                    new MainMessage.Call(
                            () -> {
                                open.remove(this);
                                end.run();
                            }));
        }

        private void close() {
            future.completeExceptionally(new IllegalStateException("async is closed"));
        }
    }

    private final Dispatcher dispatcher;
    private final Set<OpenFuture<?>> open = ConcurrentHashMap.newKeySet();

    OpenFutures(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    <R extends @Nullable Object> OpenFuture<R> add(CompletableFuture<R> future) {
        OpenFuture<R> added = new OpenFuture<>(future);
        open.add(added);
        return added;
    }

    /// Fails those that are left.
    void close() {
        open.forEach(OpenFuture::close);
        open.clear();
    }
}
