package dev.lockspire.storage;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.Map;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.format.FormatMapper;

/** Reads and writes {@code jsonb} object columns without a JSON library of Hibernate's choosing. */
final class JsonFormat implements FormatMapper {

  @Override
  public <T> T fromString(CharSequence text, JavaType<T> javaType, WrapperOptions wrapperOptions) {
    try {
      return javaType.getJavaTypeClass().cast(JSONObjectUtils.parse(text.toString()));
    } catch (ParseException e) {
      throw new IllegalStateException("a jsonb column does not hold an object", e);
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> String toString(T value, JavaType<T> javaType, WrapperOptions wrapperOptions) {
    return JSONObjectUtils.toJSONString((Map<String, ?>) value);
  }
}
