// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/// The line between a measured server and its parent, over standard input and output.
///
/// ```text
///   server: port 40123             it is ready
///   parent: allocated              server: allocated 123456    bytes on the Java heap since start
///   parent: memory                 server: memory 2345 678     heap after a collection, direct
///   parent: (end of the stream)    server exits
/// ```
///
/// When the parent dies, the stream ends, and the server with it.
public final class Child {
    /// What a server says when it listens.
    public static final String PORT = "port";
    /// The system property that names the directory whose files are served.
    public static final String DOCUMENTS = "contest.documents";
    /// Asks for all that was ever allocated on the Java heap.
    public static final String ALLOCATED = "allocated";
    /// Asks for what is in use on the heap after a collection, and in direct buffers.
    public static final String MEMORY = "memory";

    private Child() {}

    /// Says that the server is ready, then answers questions until the parent is gone.
    ///
    /// @param port where it listens
    /// @throws IOException if the parent cannot be read
    public static void serve(int port) throws IOException {
        answer(PORT, port);
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            switch (line) {
                case ALLOCATED -> answer(ALLOCATED, allocatedBytes());
                case MEMORY -> answer(MEMORY, heapBytes(), directBytes());
                default -> throw new IOException("question is not known: question=" + line);
            }
        }
        Runtime.getRuntime().halt(0);
    }

    /// Does the same on a thread of its own, for a server that needs this one.
    ///
    /// @param port where it listens
    public static void serveBeside(int port) {
        Thread.ofPlatform().daemon().name("parent").start(() -> {
            try {
                serve(port);
            } catch (IOException lost) {
                Runtime.getRuntime().halt(1);
            }
        });
    }

    private static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
    }

    private static long heapBytes() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    private static void answer(String word, long... values) {
        StringBuilder line = new StringBuilder(word);
        for (long value : values) {
            line.append(' ').append(value);
        }
        System.out.println(line);
        System.out.flush();
    }
}
