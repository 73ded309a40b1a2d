// examples/servers/http.cpp -- a file server: HTTP/1.1 (RFC 9110), GET and HEAD, one range at most.
#include <sys/stat.h>

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <cerrno>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>

#include "examples/servers/folder.hpp"
#include "examples/servers/serve.hpp"

namespace {

using namespace servers;
namespace beast = boost::beast;
namespace http = beast::http;
using request = http::request<http::empty_body>;

constexpr auto patience = 30s;

/// `/%41bc?x=1`, and `http://any.host/%41bc`, is `Abc`; nothing: that is no path.
std::optional<std::string> decoded(std::string_view target) {
  constexpr std::string_view scheme = "http://";
  if (target.starts_with(scheme)) {
    auto const path = target.find_first_of("/?", scheme.size());
    target = path == target.npos || target[path] == '?' ? "/" : target.substr(path);
  }
  target = target.substr(0, target.find('?'));
  if (target.empty() || target[0] != '/') return {};
  std::string path;
  for (std::size_t i = 1; i < target.size(); ++i) {
    unsigned char c = static_cast<unsigned char>(target[i]);
    if (c == '%') {
      auto const hex = target.substr(i + 1, 2);
      auto const [end, wrong] = std::from_chars(hex.data(), hex.data() + hex.size(), c, 16);
      if (hex.size() != 2 || wrong != std::errc() || end != hex.data() + 2) return {};
      i += 2;
    }
    if (c == '\0') return {};
    path += static_cast<char>(c);
  }
  return path;
}

char const* type_of(std::string_view path) {
  struct known {
    std::string_view ending;
    char const* type;
  };
  for (auto const& k : {known{".html", "text/html; charset=utf-8"}, known{".css", "text/css"},
                        known{".txt", "text/plain; charset=utf-8"}, known{".js", "text/javascript"},
                        known{".json", "application/json"}, known{".svg", "image/svg+xml"},
                        known{".png", "image/png"}, known{".jpg", "image/jpeg"}})
    if (path.ends_with(k.ending)) return k.type;
  return "application/octet-stream";
}

/// Which bytes of `size` are asked for: all of them, unless there is one range that makes sense.
struct piece {
  std::uint64_t first, count;
  enum { whole, part, outside } is;
};
piece asked_for(std::string_view range, std::uint64_t size) {
  piece const all{0, size, piece::whole};
  auto const dash = range.find('-');
  if (!range.starts_with("bytes=") || dash == range.npos) return all;
  auto const number = [](std::string_view text) -> std::optional<std::uint64_t> {
    std::uint64_t n = 0;
    auto const [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (wrong != std::errc() || end != text.data() + text.size()) return {};
    return n;
  };
  auto const from = number(range.substr(6, dash - 6)), to = number(range.substr(dash + 1));
  if (!from && dash == 6 && to) {  // the last so many
    auto const count = std::min(*to, size);
    return {size - count, count, count == 0 ? piece::outside : piece::part};
  }
  if (!from || (!to && dash + 1 != range.size()) || (to && *to < *from)) return all;
  if (*from >= size) return {0, 0, piece::outside};
  return {*from, std::min(to.value_or(size - 1), size - 1) - *from + 1, piece::part};
}

class connection {
 public:
  connection(tcp::socket peer, folder const& root) : peer_(std::move(peer)), root_(root) {}

  /// Answers requests until the peer has no more, or is silent for too long.
  void serve() {
    beast::flat_buffer buffer(16 * 1024);
    bool more = true;
    while (more) {
      http::request_parser<http::empty_body> parser;
      io::error_code e;
      http::async_read(peer_, buffer, parser, io::waits(e).within(patience));
      if (e == http::error::end_of_stream || e == asio::error::timed_out) break;
      if (e && e.category() != http::make_error_code(http::error::bad_line_ending).category())
        return;
      more = !e && parser.get().keep_alive();
      if (e) {
        refuse(parser.get(), http::status::bad_request, more);
      } else {
        answer(parser.get(), more);
      }
    }
    peer_.shutdown(tcp::socket::shutdown_send);
  }

 private:
  void answer(request const& asked, bool more) {
    if (asked.method() != http::verb::get && asked.method() != http::verb::head)
      return refuse(asked, http::status::method_not_allowed, more);
    auto path = decoded({asked.target().data(), asked.target().size()});
    bool const has_host = asked.version() < 11 || asked.count(http::field::host) == 1;
    if (!path || !has_host) return refuse(asked, http::status::bad_request, more);
    int error = 0;
    file f = root_.open(*path, error);
    if (error == 0 && S_ISDIR(f.facts().st_mode)) {
      *path += "/index.html";
      f = root_.open(path->starts_with('/') ? path->substr(1) : *path, error);
    }
    if (error == EACCES || error == EPERM || error == EXDEV || error == ELOOP)
      return refuse(asked, http::status::forbidden, more);
    if (error != 0 || !S_ISREG(f.facts().st_mode))
      return refuse(asked, http::status::not_found, more);
    give(asked, f, type_of(*path), more);
  }

  void give(request const& asked, file const& f, char const* type, bool more) {
    auto const size = static_cast<std::uint64_t>(f.facts().st_size);
    // A range is for GET; and what the client has of it (If-Range) is none that we told of.
    bool const parts = asked.method() == http::verb::get && asked.count(http::field::if_range) == 0;
    auto const range = parts ? asked[http::field::range] : beast::string_view();
    piece const which = asked_for({range.data(), range.size()}, size);
    http::response<http::empty_body> head(http::status::ok, asked.version());
    head.set(http::field::accept_ranges, "bytes");
    head.set(http::field::content_type, type);
    if (which.is != piece::whole) {
      auto const part =
          std::to_string(which.first) + '-' + std::to_string(which.first + which.count - 1);
      bool const none = which.is == piece::outside;
      head.result(none ? http::status::range_not_satisfiable : http::status::partial_content);
      head.set(http::field::content_range,
               "bytes " + (none ? "*" : part) + '/' + std::to_string(size));
    }
    head.content_length(which.count);
    write_head(head, more);
    if (asked.method() == http::verb::get) send(peer_, f, which.first, which.count);
  }

  void refuse(request const& asked, http::status why, bool more) {
    http::response<http::empty_body> head(why, asked.version());
    if (why == http::status::method_not_allowed) head.set(http::field::allow, "GET, HEAD");
    std::string text(http::obsolete_reason(why));
    text += '\n';
    head.set(http::field::content_type, "text/plain");
    head.content_length(text.size());
    write_head(head, more);
    if (asked.method() != http::verb::head)
      asio::async_write(peer_, asio::buffer(text), io::waits.within(patience));
  }

  void write_head(http::response<http::empty_body>& head, bool more) {
    head.keep_alive(more);
    http::response_serializer<http::empty_body> serializer(head);
    http::async_write_header(peer_, serializer, io::waits.within(patience));
  }

  tcp::socket peer_;
  folder const& root_;
};

}  // namespace

int main(int argc, char** argv) {
  return run(argc, argv, "Serves the files of a folder by HTTP/1.1.", serves::files,
             [](options const& chosen) {
               folder const root(chosen.root);
               serve_all(chosen, 128 * 1024,
                         [&](tcp::socket peer) { connection(std::move(peer), root).serve(); });
             });
}
