// papers/workloads/xml_elements.hpp -- the elements of an XML document: Expat pushes them to
// callbacks, and they are wanted one by one.
//
// Each is known by its number, which is an attribute and read in the callback; so all ways hand on
// the same. (A. Dalke: Using Stackless, PyCon 2007, of SAX, which is Expat in Python.)
#pragma once
#include <expat.h>

#include <charconv>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "generators/generator.hpp"
#include "generators/generator_frame.hpp"
#include "papers/workloads/known_answers.hpp"
#include "papers/workloads/messages.hpp"
#include "papers/workloads/pieces.hpp"

namespace kont::workloads {

/// A list of entries with a title each, 27 bytes an element: 6 MB. Its beginning, up to any element
/// and then closed, is a document too.
class xml_document {
  static constexpr std::size_t entry_size = 54, opening_size = 14;  // <e n="000001">

 public:
  xml_document() {
    for (number i = 1; i < xml_elements; i += 2) {
      text_ += opening('e', i) + opening('t', i + 1) + "words of no sense</t></e>\n";
    }
  }
  /// The text up to where element number `count` would begin; what closes it is closing(count).
  std::string_view beginning(number count) const {
    auto const in_entries = (count - 1) / 2 * entry_size, open = (count - 1) % 2 * opening_size;
    return std::string_view(text_).substr(0, opening_size + in_entries + open);
  }
  static std::string_view closing(number count) { return count % 2 == 0 ? "</e></l>" : "</l>"; }

  static xml_document const& the_one() {
    static xml_document const it;
    return it;
  }

 private:
  static std::string opening(char name, number n) {
    auto const digits = std::to_string(n);
    return std::string("<") + name + " n=\"" + std::string(6 - digits.size(), '0') + digits + "\">";
  }

  std::string text_ = opening('l', 0);
};

/// A parse of the first `count` elements, piece by piece. `f(number)` is called back for each, and
/// returns whether to stop there.
template <class F> class xml_parse {
 public:
  xml_parse(number count, F f)
      : beginning_(xml_document::the_one().beginning(count)),
        closing_(xml_document::closing(count)),
        f_(std::move(f)) {
    XML_SetUserData(parser_.get(), this);
    XML_SetStartElementHandler(parser_.get(), &xml_parse::begin);
  }
  xml_parse(xml_parse&&) = delete;  // the parser knows where it is

  /// Parses the next piece, or what is left of one; false: there is none.
  bool go_on() {
    if (is_stopped()) return check(XML_ResumeParser(parser_.get()));
    if (closing_.empty()) return false;
    auto& from = beginning_.empty() ? closing_ : beginning_;
    auto const piece = from.substr(0, piece_size);
    from.remove_prefix(piece.size());
    return check(XML_Parse(parser_.get(), piece.data(), static_cast<int>(piece.size()),
                           static_cast<int>(closing_.empty())));
  }

 private:
  static constexpr std::size_t piece_size = 65'536;  // as Python's SAX reads

  static void XMLCALL begin(void* me, XML_Char const*, XML_Char const** attributes) {
    auto& parse = *static_cast<xml_parse*>(me);
    std::string_view const digits = attributes[1];
    number n = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), n);
    opaque(n);
    if (parse.f_(n)) XML_StopParser(parse.parser_.get(), XML_TRUE);
  }
  bool is_stopped() const {
    XML_ParsingStatus is;
    XML_GetParsingStatus(parser_.get(), &is);
    return is.parsing == XML_SUSPENDED;
  }
  bool check(XML_Status is) const {
    if (is != XML_STATUS_ERROR) return true;
    throw std::runtime_error(XML_ErrorString(XML_GetErrorCode(parser_.get())));
  }

  std::string_view beginning_, closing_;
  F f_;
  std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser_{XML_ParserCreate(nullptr),
                                                                       &XML_ParserFree};
};

/// Pushes the numbers of so many elements to f: of whole documents, then of a beginning.
template <class F> void push_elements(number elements, F f) {
  each_piece(elements, xml_elements, [&f](number count) {
    xml_parse parse(count, [&f](number v) {
      f(v);
      return false;
    });
    while (parse.go_on()) {}
  });
}

class pushed_elements : public fixture {
 public:
  work run(std::uint64_t ops) override {
    number sum = 0;
    push_elements(ops, [&sum](number v) {
      opaque(v);
      sum += v;
    });
    return {.ops = ops, .checksum = sum};
  }
};

/// One operation is one element that a generator of `make(count)` yields.
template <auto make> class pulled_elements : public fixture {
 public:
  work run(std::uint64_t ops) override {
    number sum = 0;
    each_piece(ops, xml_elements, [&sum](number count) {
      for (number v : make(count)) {
        opaque(v);
        sum += v;
      }
    });
    return {.ops = ops, .messages = ops, .checksum = sum};
  }
};

/// A callback that yields: the parser waits on the generator's stack, with all its calls. Such a
/// generator is to be consumed to its end: to drop it would unwind C, which cleans nothing up.
template <strategy<dialect::direct> S> generator<number, S> inverted(number count) {
  return generator<number, S>(
      [count](auto& yield) { push_elements(count, [&yield](number v) { yield(v); }); });
}
/// A frame is one function's, and cannot wait for what has called that. So Expat is asked to return
/// from each callback, which it can: it is a state machine, written by hand ...
inline generator<number, frame> stopped(number count) {
  constexpr number none = ~number{0};
  number v = none;
  xml_parse parse(count, [&v](number latest) {
    v = latest;
    return true;
  });
  while (parse.go_on())
    if (v != none) co_yield std::exchange(v, none);
}
/// ... or what came of a piece is kept until Expat returns of itself.
inline generator<number, frame> kept(number count) {
  std::vector<number> some;
  xml_parse parse(count, [&some](number v) {
    some.push_back(v);
    return false;
  });
  for (; parse.go_on(); some.clear())
    for (number v : some) co_yield v;
}

/// The same by a microthread, which parses, and a channel.
template <class World> class received_elements : public fixture {
 public:
  work run(std::uint64_t ops) override {
    number sum = 0;
    number_channel<World> line(world_);
    world_.spawn([&line, ops] { push_elements(ops, [&line](number v) { line.send(v); }); });
    spawn_receiver(world_, line, ops, sum);
    world_.run();
    return {.ops = ops, .messages = ops, .checksum = sum};
  }

 private:
  World world_;
};

}  // namespace kont::workloads
