// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DatabindException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;

/// JSON by Jackson. Its limits on depth, numbers and strings are those it comes with.
final class JacksonCodec implements JsonCodec {
    static final JsonCodec INSTANCE = new JacksonCodec();

    private final ObjectMapper mapper =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
                    .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                    .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM)
                    .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
                    .build();

    private JacksonCodec() {}

    @Override
    public void write(Object value, OutputStream target) {
        try {
            mapper.writeValue(target, value);
        } catch (JacksonException refused) {
            throw new IllegalArgumentException(
                    "value cannot be written as JSON: type=" + value.getClass().getName(),
                    refused);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public Object read(InputStream source, Type type) {
        try {
            JavaType target = mapper.constructType(type);
            Object value = mapper.readValue(source, target);
            if (value == null) {
                throw new BadRequestException("JSON is null");
            }
            return value;
        } catch (InvalidDefinitionException refused) {
            throw new IllegalArgumentException(
                    "type cannot be read from JSON: type=" + type.getTypeName(), refused);
        } catch (DatabindException misfit) {
            throw refused("JSON does not fit", misfit);
        } catch (JacksonException malformed) {
            throw refused("malformed JSON", malformed);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static BadRequestException refused(String reason, JacksonException cause) {
        JsonLocation location = cause.getLocation();
        if (location != null && location.getColumnNr() < 1) {
            return new BadRequestException("JSON is missing", cause);
        }
        return new BadRequestException(
                location == null
                        ? reason
                        : reason
                                + ": line="
                                + location.getLineNr()
                                + " column="
                                + location.getColumnNr(),
                cause);
    }
}
