// tests/reliability/r5_mutants.hpp -- copies of the switch, each with one thing left out.
#pragma once
#include <boost/preprocessor/cat.hpp>
#include <boost/preprocessor/repetition/repeat.hpp>
#include <boost/preprocessor/seq/elem.hpp>
#include <boost/preprocessor/seq/enum.hpp>
#include <boost/preprocessor/seq/remove.hpp>
#include <boost/preprocessor/seq/size.hpp>

// What each of them has for its processor:
//   KONT_TOLD               what the compiler is told that the switch does not keep
//   KONT_COPY_OF_JUMP       the text of jump, but for what is to be varied
//   KONT_FP, KONT_OTHER     what in it keeps the two registers that are saved by hand
//   kont_test_spoiler …     functions in assembly
#if defined(__x86_64__)
#include "tests/reliability/r5_x86_64.hpp"
#else
#include "tests/reliability/r5_aarch64.hpp"
#endif

#define KONT_TOLD_COUNT BOOST_PP_SEQ_SIZE(KONT_TOLD)
#define KONT_TOLD_ALL BOOST_PP_SEQ_ENUM(KONT_TOLD)
#define KONT_WITHOUT(z, n, unused)                                                       \
  KONT_COPY_OF_JUMP(BOOST_PP_CAT(without_, n), BOOST_PP_SEQ_ELEM(n, KONT_TOLD), KONT_FP, \
                    KONT_OTHER, BOOST_PP_SEQ_ENUM(BOOST_PP_SEQ_REMOVE(KONT_TOLD, n)))

namespace kont::test {

KONT_COPY_OF_JUMP(faithful, "nothing", KONT_FP, KONT_OTHER, KONT_TOLD_ALL)
KONT_COPY_OF_JUMP(without_fp, KONT_FP_NAME, "", KONT_OTHER, KONT_TOLD_ALL)
KONT_COPY_OF_JUMP(without_other, KONT_OTHER_NAME, KONT_FP, "", KONT_TOLD_ALL)
BOOST_PP_REPEAT(KONT_TOLD_COUNT, KONT_WITHOUT, ~)

}  // namespace kont::test
