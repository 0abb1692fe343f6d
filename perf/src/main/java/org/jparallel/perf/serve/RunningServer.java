// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.serve;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jparallel.perf.server.Child;
import org.jspecify.annotations.Nullable;

/// A contestant's process, from when it listens until it is closed.
final class RunningServer implements AutoCloseable {
    private static final int GRACE_SECONDS = 5;

    private final Contestant contestant;
    private final Process process;
    private final int port;
    private final @Nullable Conversation conversation;

    private RunningServer(
            Contestant contestant, Process process, int port, @Nullable Conversation conversation) {
        this.contestant = contestant;
        this.process = process;
        this.port = port;
        this.conversation = conversation;
    }

    /// A process that answers questions, see [Child].
    ///
    /// @throws IOException if it ends before it listens
    static RunningServer child(Contestant contestant, Process process) throws IOException {
        Conversation conversation =
                new Conversation(process.outputWriter(), process.inputReader());
        int port = (int) conversation.answer(Child.PORT)[0];
        return new RunningServer(contestant, process, port, conversation);
    }

    /// A process that says nothing.
    static RunningServer program(Contestant contestant, Process process, int port) {
        return new RunningServer(contestant, process, port, null);
    }

    /// The memory of a server's own.
    ///
    /// @param heapBytes in use after a collection
    /// @param directBytes in the JDK's direct buffers
    /// @param residentBytes of the whole process
    record Memory(long heapBytes, long directBytes, long residentBytes) {}

    Contestant contestant() {
        return contestant;
    }

    int port() {
        return port;
    }

    long cpuMicros() throws IOException {
        return ProcessTable.cpuMicros(process.toHandle());
    }

    /// {@return all that was allocated on the Java heap since the start, if there is one}
    OptionalLong allocatedBytes() throws IOException {
        return conversation == null
                ? OptionalLong.empty()
                : OptionalLong.of(conversation.ask(Child.ALLOCATED)[0]);
    }

    /// {@return the memory in use now; a Java heap is collected first}
    Memory memory() throws IOException {
        long[] own = conversation == null ? new long[2] : conversation.ask(Child.MEMORY);
        return new Memory(own[0], own[1], ProcessTable.residentBytes(process.toHandle()));
    }

    /// Ends the process: nicely, then not.
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /// Questions and answers, a line each.
    private record Conversation(BufferedWriter questions, BufferedReader answers) {
        long[] ask(String question) throws IOException {
            questions.write(question);
            questions.newLine();
            questions.flush();
            return answer(question);
        }

        /// Reads up to the answer that begins with a word; a peer may print lines of its own.
        long[] answer(String word) throws IOException {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                String[] words = line.split(" ", -1);
                if (words[0].equals(word)) {
                    return Arrays.stream(words).skip(1).mapToLong(Long::parseLong).toArray();
                }
            }
            throw new IOException("server ended before it answered: question=" + word);
        }
    }
}
