// SPDX-License-Identifier: Apache-2.0
package org.jparallel.tidy;

import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Rules that look at lines. Words that a rule forbids are written in two halves here.
final class TextRules {
    static final int LIMIT_COLUMNS = 100;
    static final int LIMIT_FILE_LINES = 500;

    private static final String LICENCE = "SPDX-License-Identifier: Apache-2.0";
    private static final Pattern BLANK_END = Pattern.compile("[ \t]$");
    private static final Pattern UNFINISHED =
            Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
    private static final Pattern SWITCHED_OFF = Pattern.compile("@Dis" + "abled\\b");
    private static final Pattern AUTHOR = Pattern.compile("@auth" + "or\\b");
    private static final Pattern MACHINE_PATH =
            Pattern.compile("(^|[^A-Za-z0-9_./{}-])/(wo" + "rk|ro" + "ot|ho" + "me|Us" + "ers)/");

    private TextRules() {}

    static Stream<Rule> all() {
        return Stream.of(
                each("names its licence", TextRules::licence),
                each("keeps to 100 columns", TextRules::columns),
                each("keeps to 500 lines a file", TextRules::fileLength),
                each("has no tabs", TextRules::tabs),
                each("has no blanks at the end of a line", TextRules::blankEnds),
                each("has no unfinished notes", TextRules::unfinished),
                each("switches no test off", TextRules::switchedOff),
                each("has no author tags", TextRules::authors),
                each("names no path of one machine", TextRules::machinePaths));
    }

    private static Rule each(String name, Function<SourceFile, Stream<Finding>> check) {
        return new Rule(name, tree -> tree.files().flatMap(check));
    }

    private static Stream<Finding> licence(SourceFile file) {
        boolean named =
                file.isJava()
                        ? file.text().startsWith("// " + LICENCE + "\n")
                        : file.lines().stream().limit(2).anyMatch(line -> line.contains(LICENCE));
        boolean asked = file.isJava() || file.isScript() || file.path().endsWith("pom.xml");
        return asked && !named
                ? Stream.of(new Finding(file.path(), 1, "no licence: expected=" + LICENCE))
                : Stream.of();
    }

    private static Stream<Finding> columns(SourceFile file) {
        return file.isJava() || file.isScript()
                ? file.linesWhere(
                        line -> line.codePointCount(0, line.length()) > LIMIT_COLUMNS,
                        "line too long: limitColumns=" + LIMIT_COLUMNS)
                : Stream.of();
    }

    private static Stream<Finding> fileLength(SourceFile file) {
        int lineCount = file.lines().size();
        return file.isJava() && lineCount > LIMIT_FILE_LINES
                ? Stream.of(
                        new Finding(
                                file.path(),
                                lineCount,
                                "file too long: lines=%d limitLines=%d"
                                        .formatted(lineCount, LIMIT_FILE_LINES)))
                : Stream.of();
    }

    private static Stream<Finding> tabs(SourceFile file) {
        return file.linesWhere(line -> line.contains("\t"), "tab");
    }

    private static Stream<Finding> blankEnds(SourceFile file) {
        return file.linesWith(BLANK_END, "blank at the end of the line");
    }

    private static Stream<Finding> unfinished(SourceFile file) {
        return file.linesWith(UNFINISHED, "unfinished note");
    }

    private static Stream<Finding> switchedOff(SourceFile file) {
        return file.linesWith(SWITCHED_OFF, "test switched off");
    }

    private static Stream<Finding> authors(SourceFile file) {
        return file.linesWith(AUTHOR, "author tag");
    }

    private static Stream<Finding> machinePaths(SourceFile file) {
        return file.linesWith(MACHINE_PATH, "path of one machine");
    }
}
