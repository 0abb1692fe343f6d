// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import java.util.ArrayList;
import java.util.List;
import org.jparallel.guard.AnyThread;
import org.jparallel.xlist.clone.CaptureReader;

/// Whether a work can run isolated from the thread that submits it: of everything that its lambda
/// captures, or that its object has in fields, either all threads may have the very same, or it can
/// be cloned.
///
/// ```java
/// async.submitWork(Isolation.require(() -> results.push(text)));
/// ```
///
/// What a work reaches otherwise is not seen: static fields, and what it asks others for.
///
/// **Cost.** What is not shareable is cloned once, in vain: for tests and for development. Its
/// accessors are called by that.
///
/// **Blind spots.** The fields of a lambda can be read only where its package is open to this
/// module: in a class path, or by `opens` or `--add-opens`. Elsewhere the check says so, as a
/// refusal.
@AnyThread
public final class Isolation {
    private Isolation() {}

    /// Judges what a work has with it.
    ///
    /// @param work a lambda, a method reference or any other object
    /// @return one entry for each variable or field, those of the class above last; empty if there
    ///     are none. Where fields cannot be read, one entry `fields` that is refused
    public static List<Capture> check(Object work) {
        List<Capture> captures = new ArrayList<>();
        for (CaptureReader.Field field : CaptureReader.read(work)) {
            captures.add(
                    new Capture(
                            field.name(),
                            field.type(),
                            Capture.Verdict.valueOf(field.verdict().name()),
                            field.objection()));
        }
        return List.copyOf(captures);
    }

    /// Hands over a work that can run isolated.
    ///
    /// @param <T> what the work is
    /// @param work a lambda, a method reference or any other object
    /// @return the work
    /// @throws NotIsolatedException if something that it has with it is refused
    public static <T> T require(T work) {
        List<Capture> refused =
                check(work).stream()
                        .filter(capture -> capture.verdict() == Capture.Verdict.REFUSED)
                        .toList();
        if (!refused.isEmpty()) {
            throw new NotIsolatedException(work.getClass().getName(), refused);
        }
        return work;
    }
}
