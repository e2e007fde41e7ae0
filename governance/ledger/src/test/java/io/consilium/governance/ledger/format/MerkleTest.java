package io.consilium.governance.ledger.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleTest {
  private static final HexFormat HEX = HexFormat.of();

  /** The reference tree of Certificate Transparency implementations. */
  private static final List<String> LEAVES =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");

  private static final List<String> ROOTS =
      List.of(
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  private static final class Leaves implements Merkle.Nodes {
    private final List<byte[]> leaves = new ArrayList<>();

    @Override
    public byte[] node(int height, long index) throws IOException {
      return height == 0
          ? Merkle.leaf(leaves.get((int) index))
          : Merkle.parent(node(height - 1, 2 * index), node(height - 1, 2 * index + 1));
    }
  }

  private static Leaves reference() {
    Leaves leaves = new Leaves();
    LEAVES.forEach(leaf -> leaves.leaves.add(HEX.parseHex(leaf)));
    return leaves;
  }

  @Test
  void rootsAreThePublishedOnes() throws IOException {
    for (int size = 0; size < ROOTS.size(); size++) {
      assertThat(HEX.formatHex(Merkle.root(size, reference()))).isEqualTo(ROOTS.get(size));
    }
  }

  @Test
  void proofsAreThePublishedOnes() throws IOException {
    assertThat(Merkle.consistency(6, 8, reference()).stream().map(HEX::formatHex))
        .containsExactly(
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
    assertThat(Merkle.consistency(2, 5, reference()).stream().map(HEX::formatHex))
        .containsExactly(
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b");
    assertThat(Merkle.inclusion(2, 3, reference()).stream().map(HEX::formatHex))
        .containsExactly(ROOTS.get(2));
  }

  @Test
  void everyInclusionIsProvedAndNoOtherPlaceIs() throws IOException {
    Leaves leaves = numbered(41);
    for (int size = 1; size <= 41; size++) {
      byte[] root = Merkle.root(size, leaves);
      for (int index = 0; index < size; index++) {
        List<byte[]> path = Merkle.inclusion(index, size, leaves);
        byte[] leaf = Merkle.leaf(leaves.leaves.get(index));
        assertThat(ProofCheck.included(index, size, leaf, path, root)).isTrue();
        for (int other = 0; other < size; other++) {
          assertThat(ProofCheck.included(other, size, leaf, path, root)).isEqualTo(other == index);
        }
      }
    }
  }

  @Test
  void everyGrowthIsProvedAndNoForkIs() throws IOException {
    Leaves leaves = numbered(41);
    Leaves fork = numbered(41);
    fork.leaves.set(0, new byte[] {99});
    for (int to = 0; to <= 41; to++) {
      for (int from = 0; from <= to; from++) {
        List<byte[]> proof = Merkle.consistency(from, to, leaves);
        byte[] before = Merkle.root(from, leaves);
        byte[] after = Merkle.root(to, leaves);
        assertThat(ProofCheck.consistent(from, to, proof, before, after)).isTrue();
        if (from > 0) {
          byte[] forked = Merkle.root(from, fork);
          assertThat(ProofCheck.consistent(from, to, proof, forked, after)).isFalse();
        }
      }
    }
  }

  private static Leaves numbered(int count) {
    Leaves leaves = new Leaves();
    for (int i = 0; i < count; i++) {
      leaves.leaves.add(new byte[] {(byte) i, 7});
    }
    return leaves;
  }
}
