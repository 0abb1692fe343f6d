// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import com.code_intelligence.jazzer.Jazzer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// `./run fuzz [NAME] [SECONDS]`: Jazzer over a fuzz target, from the cases of other parsers on.
///
/// What it learns stays in `io/target/fuzz`; a finding is written there, too.
public final class FuzzMain {
    private static final String HTTP = "http";
    private static final int STANDARD_SECONDS = 60;

    private FuzzMain() {}

    /// Runs it, until the time is over or something is found.
    ///
    /// @param arguments the target and the seconds, both optional
    /// @throws Exception if the cases cannot be written
    public static void main(String[] arguments) throws Exception {
        List<String> given = List.of(arguments);
        boolean named = !given.isEmpty() && given.getFirst().equals(HTTP);
        List<String> rest = named ? given.subList(1, given.size()) : given;
        if (rest.size() > 1 || !rest.stream().allMatch(word -> word.matches("[1-9][0-9]{0,8}"))) {
            System.err.println("usage: ./run fuzz [" + HTTP + "] [SECONDS]");
            System.exit(2);
        }
        int seconds = rest.isEmpty() ? STANDARD_SECONDS : Integer.parseInt(rest.getFirst());
        Path place = Path.of(HttpFuzz.class.getResource("/").toURI()).resolveSibling("fuzz");
        Path learned = Files.createDirectories(place.resolve(HTTP));
        writeCases(learned);
        Jazzer.main(
                new String[] {
                    "--target_class=" + HttpFuzz.class.getName(),
                    "--instrumentation_includes=org.jparallel.io.http.*",
                    "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.*",
                    "--reproducer_path=" + place,
                    "-artifact_prefix=" + place + "/",
                    "-max_len=1024",
                    "-max_total_time=" + seconds,
                    learned.toString()
                });
    }

    private static void writeCases(Path directory) throws IOException {
        int number = 0;
        for (CorpusCase each : CorpusCase.all().toList()) {
            Files.write(directory.resolve("case-" + number++), each.sent());
        }
    }
}
