// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.time.Duration;
import java.time.Instant;
import org.jparallel.guard.AnyThread;
import org.jspecify.annotations.Nullable;

/// A cookie that a response sets (RFC 6265 4.1).
///
/// ```java
/// response.cookie(Cookie.of("session", id).withPath("/").withHttpOnly().withSecure());
/// ```
///
/// What would break out of the header, or what browsers would read otherwise, is refused when the
/// cookie is made.
///
/// @param name a token
/// @param value visible ASCII without quotes, commas, semicolons and backslashes; encode the rest
/// @param path where it is sent back to, with a slash first, or empty: the request's directory
/// @param domain whose subdomains it is sent back to as well, or empty: this host alone
/// @param maxAge how long it is kept, in whole seconds, zero to delete it; or null: the session
/// @param expires until when it is kept, for clients that do not know `Max-Age`, or null
/// @param secure whether it is sent back over TLS alone
/// @param httpOnly whether scripts cannot see it
/// @param sameSite with which requests it is sent back; [SameSite#NONE] asks for `secure`
@AnyThread
public record Cookie(
        String name,
        String value,
        String path,
        String domain,
        @Nullable Duration maxAge,
        @Nullable Instant expires,
        boolean secure,
        boolean httpOnly,
        SameSite sameSite) {
    private static final String NOT_IN_VALUE = "\",;\\";

    /// Creates the cookie.
    ///
    /// @throws IllegalArgumentException if a part has a character it cannot hold, the path does not
    ///     begin with a slash, the age is below zero, or a cookie for all sites is not secure
    public Cookie {
        checkName(name);
        checkValue(name, value);
        checkPath(name, path);
        checkDomain(name, domain);
        if (maxAge != null && maxAge.isNegative()) {
            throw new IllegalArgumentException(
                    "cookie of a negative age: name="
                            + name
                            + " maxAgeSeconds="
                            + maxAge.toSeconds());
        }
        if (expires != null && !HttpDate.isFormattable(expires.getEpochSecond())) {
            throw new IllegalArgumentException(
                    "cookie expires in no year of four digits: name=" + name);
        }
        if (sameSite == SameSite.NONE && !secure) {
            throw new IllegalArgumentException(
                    "cookie for all sites must be secure: name=" + name);
        }
    }

    /// {@return a cookie of the session, for this host and the request's directory}
    ///
    /// @param name a token
    /// @param value visible ASCII without quotes, commas, semicolons and backslashes
    /// @throws IllegalArgumentException if they are not
    public static Cookie of(String name, String value) {
        return new Cookie(name, value, "", "", null, null, false, false, SameSite.UNSPECIFIED);
    }

    /// {@return this cookie for paths below one}
    ///
    /// @param newPath begins with a slash
    public Cookie withPath(String newPath) {
        return new Cookie(
                name, value, newPath, domain, maxAge, expires, secure, httpOnly, sameSite);
    }

    /// {@return this cookie for a domain and its subdomains}
    ///
    /// @param newDomain letters, digits, hyphens and dots
    public Cookie withDomain(String newDomain) {
        return new Cookie(
                name, value, path, newDomain, maxAge, expires, secure, httpOnly, sameSite);
    }

    /// {@return this cookie, to be kept for a time}
    ///
    /// @param newMaxAge how long, in whole seconds; zero deletes what the browser has
    public Cookie withMaxAge(Duration newMaxAge) {
        return new Cookie(
                name, value, path, domain, newMaxAge, expires, secure, httpOnly, sameSite);
    }

    /// {@return this cookie, to be kept until an instant}
    ///
    /// @param newExpires until when, in whole seconds
    public Cookie withExpires(Instant newExpires) {
        return new Cookie(
                name, value, path, domain, maxAge, newExpires, secure, httpOnly, sameSite);
    }

    /// {@return this cookie, for TLS alone}
    public Cookie withSecure() {
        return new Cookie(
                name, value, path, domain, maxAge, expires, true, httpOnly, sameSite);
    }

    /// {@return this cookie, hidden from scripts}
    public Cookie withHttpOnly() {
        return new Cookie(name, value, path, domain, maxAge, expires, secure, true, sameSite);
    }

    /// {@return this cookie, for requests from some sites}
    ///
    /// @param newSameSite from which; [SameSite#NONE] only once it is secure
    public Cookie withSameSite(SameSite newSameSite) {
        return new Cookie(
                name, value, path, domain, maxAge, expires, secure, httpOnly, newSameSite);
    }

    /// {@return the cookie that deletes this one: the same name, path and domain}
    public Cookie deleted() {
        return new Cookie(
                name,
                "",
                path,
                domain,
                Duration.ZERO,
                Instant.EPOCH,
                secure,
                httpOnly,
                sameSite);
    }

    /// {@return the value of the header `Set-Cookie`}
    public String header() {
        StringBuilder header = new StringBuilder(name).append('=').append(value);
        if (!path.isEmpty()) {
            header.append("; Path=").append(path);
        }
        if (!domain.isEmpty()) {
            header.append("; Domain=").append(domain);
        }
        if (maxAge != null) {
            header.append("; Max-Age=").append(maxAge.toSeconds());
        }
        if (expires != null) {
            header.append("; Expires=").append(HttpDate.format(expires.getEpochSecond()));
        }
        if (secure) {
            header.append("; Secure");
        }
        if (httpOnly) {
            header.append("; HttpOnly");
        }
        return header.append(sameSite.attribute()).toString();
    }

    private static void checkName(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("cookie name is empty");
        }
        for (int i = 0; i < name.length(); i++) {
            if (!HeaderRules.isToken(name.charAt(i))) {
                throw refused("a cookie name", name.substring(0, i), name, i);
            }
        }
    }

    private static void checkValue(String name, String value) {
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character <= ' ' || character > '~' || NOT_IN_VALUE.indexOf(character) >= 0) {
                throw refused("a cookie value", name, value, i);
            }
        }
    }

    private static void checkPath(String name, String path) {
        if (!path.isEmpty() && path.charAt(0) != '/') {
            throw new IllegalArgumentException(
                    "cookie path does not begin with a slash: name=" + name);
        }
        for (int i = 0; i < path.length(); i++) {
            char character = path.charAt(i);
            if (character < ' ' || character > '~' || character == ';') {
                throw refused("a cookie path", name, path, i);
            }
        }
    }

    private static void checkDomain(String name, String domain) {
        for (int i = 0; i < domain.length(); i++) {
            char character = domain.charAt(i);
            boolean letter = PathText.isUnreserved(character);
            if (!letter || character == '_' || character == '~') {
                throw refused("a cookie domain", name, domain, i);
            }
        }
    }

    private static IllegalArgumentException refused(
            String part, String name, String text, int position) {
        return new IllegalArgumentException(
                "character not for "
                        + part
                        + ": name="
                        + name
                        + " position="
                        + position
                        + " code="
                        + (int) text.charAt(position));
    }
}
