// SPDX-License-Identifier: Apache-2.0
package org.jparallel.work;


/// Work without an argument or a result.
@FunctionalInterface
public interface Work {
    /// Does the work, in a parallel context.
    ///
    /// @throws Exception whatever went wrong; it reaches the errback, else `run()`
    void run() throws Exception;
}
