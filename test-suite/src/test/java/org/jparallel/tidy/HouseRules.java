// SPDX-License-Identifier: Apache-2.0
package org.jparallel.tidy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Rules that hold between files.
final class HouseRules {
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");
    private static final Pattern VERSION =
            Pattern.compile("<artifactId>jparallel</artifactId>\\s*<version>([0-9.]+)");

    private HouseRules() {}

    static Stream<Rule> all() {
        return Stream.of(
                new Rule("explains each package", HouseRules::packages),
                new Rule("links to what is there", HouseRules::links),
                new Rule("says what changed in this version", HouseRules::changes));
    }

    private static Stream<Finding> packages(SourceTree tree) {
        return tree.javaFiles()
                .map(SourceFile::path)
                .filter(path -> path.contains("/src/main/") || path.startsWith("test-suite/"))
                .filter(path -> !path.endsWith("module-info.java"))
                .map(HouseRules::directory)
                .distinct()
                .map(directory -> directory + "package-info.java")
                .filter(path -> !tree.exists(path))
                .map(path -> new Finding(path, 1, "no such file: the package is not explained"));
    }

    private static Stream<Finding> links(SourceTree tree) {
        return tree.files()
                .filter(SourceFile::isMarkdown)
                .flatMap(file -> links(file).filter(link -> !leadsSomewhere(tree, file, link)))
                .map(
                        link ->
                                new Finding(
                                        link.path, link.line, "dead link: target=" + link.target));
    }

    /// The links of a file, but for those in code and those to other sites.
    private static Stream<Link> links(SourceFile file) {
        List<Link> links = new ArrayList<>();
        boolean code = false;
        for (int index = 0; index < file.lines().size(); index++) {
            String line = file.lines().get(index);
            code ^= line.strip().startsWith("```");
            Matcher link = LINK.matcher(code ? "" : line.replaceAll("`[^`]*`", "``"));
            while (link.find()) {
                links.add(new Link(file.path(), index + 1, link.group(1)));
            }
        }
        return links.stream().filter(link -> !ELSEWHERE.matcher(link.target).matches());
    }

    private static boolean leadsSomewhere(SourceTree tree, SourceFile file, Link link) {
        String[] parts = link.target.split("#", 2);
        String path = parts[0].isEmpty() ? file.path() : resolve(file.path(), parts[0]);
        if (!tree.exists(path)) {
            return false;
        }
        return parts.length == 1
                || tree.files()
                        .filter(target -> target.path().equals(path))
                        .flatMap(target -> target.lines().stream())
                        .filter(line -> line.startsWith("#"))
                        .anyMatch(line -> anchor(line).equals(parts[1]));
    }

    private static String resolve(String from, String target) {
        return URI.create("/" + directory(from))
                .resolve(target)
                .getPath()
                .replaceAll("^/|/$", "");
    }

    private static String anchor(String heading) {
        return heading.replaceFirst("^#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    private static Stream<Finding> changes(SourceTree tree) {
        Matcher pom =
                VERSION.matcher(
                        tree.files()
                                .filter(file -> file.path().equals("pom.xml"))
                                .map(SourceFile::text)
                                .findFirst()
                                .orElse(""));
        String heading = pom.find() ? "## " + pom.group(1) : "## a version in pom.xml";
        boolean told =
                tree.files()
                        .filter(file -> file.path().equals("CHANGELOG.md"))
                        .flatMap(file -> file.lines().stream())
                        .anyMatch(line -> line.startsWith(heading));
        return told
                ? Stream.of()
                : Stream.of(new Finding("CHANGELOG.md", 1, "no heading: expected=" + heading));
    }

    private static String directory(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    private record Link(String path, int line, String target) {}
}
