// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.serve;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jparallel.perf.server.Child;

/// A server in a JVM of its own.
///
/// @param name what the user types
/// @param services what it serves
/// @param isStandard whether it runs unless the user chooses
/// @param main its main class
/// @param switches the library's own, as system properties `name=value`
/// @param arguments of the main class
record JavaContestant(
        String name,
        Set<Service> services,
        boolean isStandard,
        Class<?> main,
        List<String> switches,
        List<String> arguments) implements Contestant {

    /// The same for all. The heap has its full size from the start, so that the memory of the
    /// process grows by what is not on it. The peers' own entries in public benchmarks take the
    /// parallel collector.
    private static final List<String> JVM_OPTIONS = List.of(
            "-Xms512m",
            "-Xmx512m",
            "-XX:+AlwaysPreTouch",
            "-XX:+UseParallelGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    JavaContestant {
        services = Set.copyOf(services);
        switches = List.copyOf(switches);
        arguments = List.copyOf(arguments);
    }

    static JavaContestant of(String name, Class<?> main, Service first, Service... more) {
        List<Service> services = new ArrayList<>(List.of(more));
        services.add(first);
        return new JavaContestant(
                name, Set.copyOf(services), true, main, List.of(), List.of());
    }

    JavaContestant with(String... moreSwitches) {
        return new JavaContestant(
                name, services, isStandard, main, List.of(moreSwitches), arguments);
    }

    JavaContestant given(String... moreArguments) {
        return new JavaContestant(
                name, services, isStandard, main, switches, List.of(moreArguments));
    }

    JavaContestant onlyWhenChosen() {
        return new JavaContestant(name, services, false, main, switches, arguments);
    }

    @Override
    public RunningServer start(Stage stage) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        switches.forEach(each -> command.add("-D" + each));
        command.add("-D" + Child.DOCUMENTS + "=" + stage.documents());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(stage.log(this).toFile()))
                .start();
        try {
            return RunningServer.child(this, process);
        } catch (IOException failure) {
            process.destroyForcibly();
            throw new IOException("server did not start: contestant=" + name
                    + " log=" + stage.log(this), failure);
        }
    }
}
