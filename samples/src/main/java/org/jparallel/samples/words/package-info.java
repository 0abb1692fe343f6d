// SPDX-License-Identifier: Apache-2.0
/// The sample `words`: counts the words of many files in three ways that must agree.
///
/// ```text
///   Words            the command: options, report, exit code
///     Corpus           the files below the paths, or those of the JDK's src.zip
///       ZipArchive       where in an archive they lie
///     ContextCounter   counts in parallel contexts, merges through an XList
///     OneThreadCounter the same with one thread and no context
///       TextReader       brings a file's bytes into an arena
///       Tokenizer        finds its words
///     StreamCounter    a plain parallelStream with a HashMap for each file
///     WordCount        what each of them returns
/// ```
@NullMarked
package org.jparallel.samples.words;

import org.jspecify.annotations.NullMarked;
