// SPDX-License-Identifier: Apache-2.0
package org.jparallel.docs;

import java.util.ArrayList;
import java.util.List;

/// A command in a console block, and what it prints.
///
/// @param fence the block
/// @param arguments what follows `./run`
/// @param output the lines up to the next command
record Session(Fence fence, List<String> arguments, List<String> output) {
    private static final String PROMPT = "$ ./run";

    static List<Session> of(Fence fence) {
        List<Session> sessions = new ArrayList<>();
        for (String line : fence.lines()) {
            if (line.startsWith(PROMPT)) {
                String arguments = line.substring(PROMPT.length()).strip();
                sessions.add(
                        new Session(
                                fence,
                                arguments.isEmpty() ? List.of() : List.of(arguments.split(" ")),
                                new ArrayList<>()));
            } else if (!sessions.isEmpty()) {
                sessions.getLast().output.add(line);
            }
        }
        return sessions;
    }

    @Override
    public String toString() {
        return fence + " " + String.join(" ", arguments);
    }
}
