package dev.lockspire.it;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;

/**
 * Writes a picture of a page with a palette of 256 colours: what is drawn flat keeps its colour,
 * and the edges of letters take the nearest there is.
 */
final class SmallPng {
  private static final int COLOURS = 256;

  /** Colours that are kept as they are. */
  private static final int FLAT = 96;

  /** The upper five bits of each channel. */
  private static final int ALIKE = 0xf8f8f8;

  private SmallPng() {}

  /**
   * @param png without transparency
   */
  static byte[] of(byte[] png) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
    List<Integer> palette = palette(pixels);
    BufferedImage small =
        new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model(palette));
    Map<Integer, Byte> nearest = new HashMap<>();
    byte[] indexes = new byte[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      indexes[i] = nearest.computeIfAbsent(pixels[i], colour -> nearest(colour, palette));
    }
    small.getRaster().setDataElements(0, 0, width, height, indexes);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(small, "png", out);
    return out.toByteArray();
  }

  /** The most frequent colours; then, of those that are much alike, one each. */
  private static List<Integer> palette(int[] pixels) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (int pixel : pixels) {
      counts.merge(pixel, 1, Integer::sum);
    }
    List<Integer> byCount =
        counts.keySet().stream()
            .sorted(
                Comparator.comparing((Integer colour) -> -counts.get(colour)).thenComparing(c -> c))
            .toList();
    Set<Integer> palette = new LinkedHashSet<>(byCount.subList(0, Math.min(FLAT, byCount.size())));
    Set<Integer> kinds = new HashSet<>();
    byCount.stream()
        .skip(FLAT)
        .filter(colour -> kinds.add(colour & ALIKE))
        .limit(COLOURS - FLAT)
        .forEach(palette::add);
    return List.copyOf(palette);
  }

  private static IndexColorModel model(List<Integer> palette) {
    byte[][] channels = new byte[3][COLOURS];
    for (int i = 0; i < palette.size(); i++) {
      for (int channel = 0; channel < 3; channel++) {
        channels[channel][i] = (byte) (palette.get(i) >> (16 - 8 * channel));
      }
    }
    return new IndexColorModel(8, COLOURS, channels[0], channels[1], channels[2]);
  }

  private static byte nearest(int colour, List<Integer> palette) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < palette.size() && least > 0; i++) {
      int distance = 0;
      for (int shift = 0; shift <= 16; shift += 8) {
        int apart = ((colour >> shift) & 0xff) - ((palette.get(i) >> shift) & 0xff);
        distance += apart * apart;
      }
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return (byte) best;
  }
}
