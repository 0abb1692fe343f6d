// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.lang.invoke.MethodHandle;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Addresses of the network. No name is looked up, neither by the writer nor by the reader: what an
/// address knows of its name is what its clone knows.
///
/// ```
/// address4  name? | 4 bytes
/// address6  name? | 16 bytes | scope, -1 for none | name of the interface?
/// socket    unresolved | name | port,  or  resolved | kind | address | port
/// ```
final class NetLeaves {
    private static final MethodHandle WRITE = SerialFields.writer(InetAddress.class);
    private static final MethodHandle WRITE_6 = SerialFields.writer(Inet6Address.class);

    private static final int UNRESOLVED = 0;
    private static final int VERSION_4 = 4;
    private static final int VERSION_6 = 6;
    private static final int BYTES_4 = 4;
    private static final int BYTES_6 = 16;

    static final List<Leaf<?>> ALL =
            List.of(
                    Leaf.ofObject(
                            FrameLayout.INET4_ADDRESS,
                            Inet4Address.class,
                            NetLeaves::put4,
                            NetLeaves::take4),
                    Leaf.ofObject(
                            FrameLayout.INET6_ADDRESS,
                            Inet6Address.class,
                            NetLeaves::put6,
                            NetLeaves::take6),
                    Leaf.ofObject(
                            FrameLayout.INET_SOCKET_ADDRESS,
                            InetSocketAddress.class,
                            NetLeaves::putSocket,
                            NetLeaves::takeSocket),
                    Leaf.ofObject(
                            FrameLayout.UNIX_SOCKET_ADDRESS,
                            UnixDomainSocketAddress.class,
                            (value, output) -> TextLeaves.PATH.encode().accept(
                                    value.getPath(), output),
                            input -> UnixDomainSocketAddress.of(
                                    TextLeaves.PATH.decode().apply(input))));

    private NetLeaves() {}

    private static void put4(Inet4Address value, FrameOutput output) {
        putName(value, output);
        putBytes(value, output);
    }

    private static Inet4Address take4(FrameInput input) {
        String name = takeText(input);
        return (Inet4Address) address(name, takeBytes(input, BYTES_4));
    }

    private static void put6(Inet6Address value, FrameOutput output) {
        Map<String, @Nullable Object> fields = SerialFields.written(WRITE_6, value);
        boolean hasScope = Boolean.TRUE.equals(fields.get("scope_id_set"));
        putName(value, output);
        putBytes(value, output);
        output.putInt(hasScope ? value.getScopeId() : -1);
        putText(fields.get("ifname"), output);
    }

    private static Inet6Address take6(FrameInput input) {
        String name = takeText(input);
        byte[] bytes = takeBytes(input, BYTES_6);
        int scope = input.takeInt();
        String interfaceName = takeText(input);
        if (interfaceName != null) {
            Inet6Address scoped = scoped(name, bytes, interfaceName);
            if (scoped != null && scoped.getScopeId() == scope) {
                return scoped;
            }
        }
        try {
            return Inet6Address.getByAddress(name, bytes, scope);
        } catch (UnknownHostException wrongLength) {
            throw new AssertionError(wrongLength);
        }
    }

    /// {@return the address with the name of its interface, or null if that is gone meanwhile}
    private static @Nullable Inet6Address scoped(
            @Nullable String name, byte[] bytes, String interfaceName) {
        try {
            NetworkInterface found = NetworkInterface.getByName(interfaceName);
            return found == null ? null : Inet6Address.getByAddress(name, bytes, found);
        } catch (SocketException | UnknownHostException gone) {
            return null;
        }
    }

    private static void putSocket(InetSocketAddress value, FrameOutput output) {
        switch (value.getAddress()) {
            case null -> {
                output.putByte(UNRESOLVED);
                output.putString(value.getHostString());
            }
            case Inet4Address address -> {
                output.putByte(VERSION_4);
                put4(address, output);
            }
            case Inet6Address address -> {
                output.putByte(VERSION_6);
                put6(address, output);
            }
            default ->
                    throw new UncloneablePart(
                            ".getAddress()", value.getAddress().getClass(), "", null);
        }
        output.putInt(value.getPort());
    }

    private static InetSocketAddress takeSocket(FrameInput input) {
        int kind = input.takeByte();
        return switch (kind) {
            case UNRESOLVED ->
                    InetSocketAddress.createUnresolved(input.takeString(), input.takeInt());
            case VERSION_4 -> new InetSocketAddress(take4(input), input.takeInt());
            case VERSION_6 -> new InetSocketAddress(take6(input), input.takeInt());
            default -> throw input.corrupt("unknown address", kind);
        };
    }

    private static InetAddress address(@Nullable String name, byte[] bytes) {
        try {
            return InetAddress.getByAddress(name, bytes);
        } catch (UnknownHostException wrongLength) {
            throw new AssertionError(wrongLength);
        }
    }

    private static void putBytes(InetAddress value, FrameOutput output) {
        byte[] bytes = value.getAddress();
        output.putArray(bytes, FrameMemory.BYTE, 0, bytes.length);
    }

    private static byte[] takeBytes(FrameInput input, int byteCount) {
        byte[] bytes = new byte[byteCount];
        input.takeArray(bytes, FrameMemory.BYTE, byteCount);
        return bytes;
    }

    /// Asking an address for its name would look it up if it has none.
    private static void putName(InetAddress value, FrameOutput output) {
        putText(SerialFields.written(WRITE, value).get("hostName"), output);
    }

    private static void putText(@Nullable Object text, FrameOutput output) {
        output.putByte(text == null ? 0 : 1);
        if (text != null) {
            output.putString((String) text);
        }
    }

    private static @Nullable String takeText(FrameInput input) {
        return input.takeByte() == 0 ? null : input.takeString();
    }
}
