// SPDX-License-Identifier: Apache-2.0
/// Parallel TCP and HTTP servers.
@org.jspecify.annotations.NullMarked
module org.jparallel.io {
    requires transitive org.jparallel.core;
    requires transitive org.jparallel.xlist;
    requires static transitive org.jspecify;
}
