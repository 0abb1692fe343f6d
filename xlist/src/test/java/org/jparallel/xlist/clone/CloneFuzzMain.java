// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import com.code_intelligence.jazzer.Jazzer;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// `./run fuzz clone [SECONDS]`: Jazzer over the reader of frames, from those of the batteries on.
///
/// What it learns stays in `xlist/target/fuzz`; a finding is written there, too.
public final class CloneFuzzMain {
    private static final int STANDARD_SECONDS = 60;

    /// What Jazzer takes for an attack is what a reader is for: it makes patterns, paths, classes
    /// and numbers of what the frame says.
    private static final List<String> EXPECTED =
            Stream.of(
                            "BigDecimal",
                            "Deserialization",
                            "FilePathTraversal",
                            "NamingContextLookup",
                            "ReflectiveCall",
                            "RegexInjection",
                            "ServerSideRequestForgery")
                    .map(name -> "com.code_intelligence.jazzer.sanitizers." + name)
                    .toList();

    private CloneFuzzMain() {}

    /// Runs it, until the time is over or something is found.
    ///
    /// @param arguments the seconds, optional
    /// @throws Exception if the cases cannot be written
    public static void main(String[] arguments) throws Exception {
        List<String> given = List.of(arguments);
        if (given.size() > 1 || !given.stream().allMatch(word -> word.matches("[1-9][0-9]{0,8}"))) {
            System.err.println("usage: ./run fuzz clone [SECONDS]");
            System.exit(2);
        }
        int seconds = given.isEmpty() ? STANDARD_SECONDS : Integer.parseInt(given.getFirst());
        Path place = Path.of(CloneFuzz.class.getResource("/").toURI()).resolveSibling("fuzz");
        Path learned = Files.createDirectories(place.resolve("clone"));
        int number = 0;
        for (byte[] frame : Frames.corpus()) {
            Files.write(learned.resolve("case-" + number++), frame);
        }
        Jazzer.main(
                new String[] {
                    "--target_class=" + CloneFuzz.class.getName(),
                    "--instrumentation_includes=org.jparallel.xlist.clone.*",
                    "--disabled_hooks=" + String.join(File.pathSeparator, EXPECTED),
                    "--reproducer_path=" + place,
                    "-artifact_prefix=" + place + "/",
                    "-max_len=4096",
                    "-max_total_time=" + seconds,
                    learned.toString()
                });
    }
}
