/* What build_context.py computes most: one pass of AdaGrad over examples, or their judgment.
 *
 * seen[example][feature] are the features' numbers; role tells whether a feature counts for the
 * word that a reading is (1), for its kind (2) or both (3). words and kinds are the numbers of
 * each reading, own what it weighs by itself; readings that there are not weigh -1000.
 */
#include <math.h>
#include <stdint.h>

#define MOST 4
#define WIDE 64

void descend(long count, long wide, const uint32_t *seen, const uint8_t *role,
             const uint64_t *words, const uint64_t *kinds, const float *own, const int64_t *truth,
             const int64_t *order, float *weights, float *squares, int bits, int shift, float rate,
             float *chances)
{
    const uint64_t mask = (1UL << bits) - 1;
    uint32_t at[MOST][2 * WIDE];
    for (long n = 0; n < count; n++) {
        const long row = order ? order[n] : n;
        const uint32_t *number = seen + row * wide;
        float score[MOST], top = -1e9f, sum = 0;
        int readings = 0, used = 0;
        for (; readings < MOST && own[row * MOST + readings] > -900; readings++) {
            uint64_t word = words[row * MOST + readings], kind = kinds[row * MOST + readings];
            float total = own[row * MOST + readings];
            used = 0;
            for (long f = 0; f < wide; f++) {
                if (role[f] & 1) at[readings][used++] = number[f] * word >> shift & mask;
                if (role[f] & 2) at[readings][used++] = number[f] * kind >> shift & mask;
            }
            for (int f = 0; f < used; f++) total += weights[at[readings][f]];
            score[readings] = total;
            if (total > top) top = total;
        }
        for (int r = 0; r < readings; r++) sum += score[r] = expf(score[r] - top);
        for (int r = 0; r < readings; r++) {
            float chance = score[r] / sum, slope = chance - (r == truth[row]);
            if (chances) chances[row * MOST + r] = chance;
            if (chances || fabsf(slope) < 1e-3f) continue;
            for (int f = 0; f < used; f++) {
                uint32_t i = at[r][f];
                squares[i] += slope * slope;
                weights[i] -= rate * slope / sqrtf(squares[i]);
            }
        }
    }
}
