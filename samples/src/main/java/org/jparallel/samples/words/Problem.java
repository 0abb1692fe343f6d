// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples.words;

/// A file that was not counted.
///
/// @param fileName what it is called
/// @param binary whether it is no text; else it could not be read
/// @param reason why, in words
public record Problem(String fileName, boolean binary, String reason) {
    static Problem binary(TextFile file) {
        return new Problem(file.name(), true, "binary");
    }

    static Problem unreadable(String fileName, Exception failure) {
        String message = failure.getMessage();
        String reason = failure.getClass().getSimpleName();
        boolean says = message != null && !message.equals(fileName);
        return new Problem(fileName, false, says ? reason + ": " + message : reason);
    }
}
