// SPDX-License-Identifier: Apache-2.0
/// Parallel TCP and HTTP servers.
@org.jspecify.annotations.NullMarked
module org.jparallel.io {
    requires transitive org.jparallel.core;
    requires transitive org.jparallel.xlist;
    requires com.fasterxml.jackson.databind;
    requires io.netty.buffer;
    requires io.netty.common;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.unix.common;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports org.jparallel.io;
    exports org.jparallel.io.http;
    exports org.jparallel.io.tcp;
}
