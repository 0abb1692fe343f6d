// SPDX-License-Identifier: Apache-2.0
package org.jparallel.tidy;

/// A place that breaks a rule.
///
/// @param path the file, from the root of the repository
/// @param line counted from 1
/// @param message `what is wrong: name=value`, with the limit if there is one
record Finding(String path, int line, String message) {
    @Override
    public String toString() {
        return path + ":" + line + ": " + message;
    }
}
