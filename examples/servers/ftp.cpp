// examples/servers/ftp.cpp -- a server of files by FTP (RFC 959, 2428, 3659): anonymous, passive.
//
// Each connection is a loop that reads a command and calls what it names; a transfer is a loop of
// its own in the midst of that. Bytes go as they are, whatever TYPE says.
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <cctype>
#include <cerrno>
#include <ctime>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include "coroutines/microthreads/io/read.hpp"
#include "examples/servers/folder.hpp"
#include "examples/servers/serve.hpp"

namespace {

using namespace servers;

constexpr auto patience = 30s, idle_for = 300s;

/// A line of a listing, as `ls -l` prints it.
std::string line_of(entry const& e) {
  std::tm when{};
  ::gmtime_r(&e.facts.st_mtime, &when);
  char text[100];
  bool const recent = e.facts.st_mtime > std::time(nullptr) - 180 * 24 * 3600;
  std::size_t const date =
      std::strftime(text, sizeof text, recent ? "%b %d %H:%M " : "%b %d  %Y ", &when);
  std::string const size = std::to_string(e.facts.st_size);
  std::string const kind = S_ISDIR(e.facts.st_mode) ? "drwxr-xr-x" : "-rw-r--r--";
  return kind + " 1 ftp ftp " + std::string(size.size() < 12 ? 12 - size.size() : 0, ' ') + size +
         ' ' + std::string(text, date) + e.name + "\r\n";
}

class session {
 public:
  session(tcp::socket control, folder const& root, bool writable)
      : control_(std::move(control)), root_(root), writable_(writable) {}

  void serve() {
    reply("220 kont");
    while (!over_) {
      auto const n = asio::async_read_until(control_, asio::dynamic_buffer(unread_, 2048), '\n',
                                            io::waits.within(idle_for));
      std::string line = unread_.substr(0, n);
      unread_.erase(0, n);
      while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
      auto const space = std::min(line.find(' '), line.size());
      std::string verb = line.substr(0, space);
      std::ranges::transform(verb, verb.begin(), [](unsigned char c) { return std::toupper(c); });
      obey(verb, line.substr(std::min(space + 1, line.size())));
    }
  }

 private:
  struct command {
    std::string_view verb;
    void (session::*does)(std::string const&);
    bool needs_login = true;
  };
  void obey(std::string const& verb, std::string const& argument) {
    static constexpr command commands[] = {
        {"USER", &session::user, false}, {"PASS", &session::pass, false},
        {"QUIT", &session::quit, false}, {"NOOP", &session::noop, false},
        {"SYST", &session::syst, false}, {"FEAT", &session::feat, false},
        {"PWD", &session::pwd},          {"CWD", &session::cwd},
        {"CDUP", &session::cdup},        {"TYPE", &session::type},
        {"SIZE", &session::size},        {"PASV", &session::pasv},
        {"EPSV", &session::epsv},        {"LIST", &session::list},
        {"NLST", &session::nlst},        {"RETR", &session::retr},
        {"STOR", &session::stor},
    };
    auto const* const c = std::ranges::find(commands, verb, &command::verb);
    if (c == std::end(commands)) return reply("502 no such command");
    if (c->needs_login && !logged_in_) return reply("530 say USER anonymous first");
    if (argument.find('\0') != argument.npos) return reply("501 not a name");
    (this->*c->does)(argument);
  }

  void user(std::string const& name) {
    named_ = name == "anonymous" || name == "ftp";
    logged_in_ = false;
    reply(named_ ? "331 any password will do" : "530 anonymous only");
  }
  void pass(std::string const&) {
    logged_in_ = named_;
    reply(logged_in_ ? "230 come in" : "503 say USER anonymous first");
  }
  void quit(std::string const&) {
    over_ = true;
    reply("221 good-bye");
  }
  void noop(std::string const&) { reply("200 done"); }
  void syst(std::string const&) { reply("215 UNIX Type: L8"); }
  void feat(std::string const&) { reply("211-these:\r\n EPSV\r\n SIZE\r\n211 that is all"); }
  void type(std::string const& t) {
    bool const known = t == "I" || t == "i" || t == "A" || t == "a" || t == "L 8";
    reply(known ? "200 bytes go as they are" : "504 the types are A and I");
  }

  void pwd(std::string const&) {
    std::string quoted;
    for (char const c : where_) quoted += c == '"' ? "\"\"" : std::string(1, c);
    reply("257 \"" + quoted + "\" is where you are");
  }
  void cdup(std::string const&) { cwd(".."); }
  void cwd(std::string const& name) {
    int error = 0;
    auto const to = absolute(name);
    file const f = root_.open(to.substr(1), error);
    if (error == 0 && !S_ISDIR(f.facts().st_mode)) error = ENOTDIR;
    if (error != 0) return refuse(error);
    where_ = to;
    reply("250 you are in " + where_);
  }
  void size(std::string const& name) {
    if (file const f = regular(name); f.descriptor() >= 0)
      reply("213 " + std::to_string(f.facts().st_size));
  }

  // The data connection: we listen, the client connects.
  void pasv(std::string const&) {
    auto const address = control_.local_endpoint().address();
    if (!address.is_v4()) return reply("425 use EPSV");
    int const port = listen();
    std::string numbers = address.to_string();
    std::ranges::replace(numbers, '.', ',');
    reply("227 Entering Passive Mode (" + numbers + ',' + std::to_string(port / 256) + ',' +
          std::to_string(port % 256) + ')');
  }
  void epsv(std::string const&) {
    reply("229 Entering Extended Passive Mode (|||" + std::to_string(listen()) + "|)");
  }
  int listen() {
    door_.emplace(control_.get_executor(), tcp::endpoint(control_.local_endpoint().address(), 0));
    return door_->local_endpoint().port();
  }
  /// Calls transfer(data) when the client, and nobody else, has connected.
  template <class F> void with_data(F transfer) {
    if (!door_) return reply("425 say PASV or EPSV first");
    reply("150 here it comes");
    io::error_code e;
    auto data = std::exchange(door_, {})->async_accept(io::waits(e).within(patience));
    auto const who = e ? tcp::endpoint() : data.remote_endpoint(e);  // it may have gone again
    if (e || who.address() != control_.remote_endpoint().address())
      return reply("425 nobody has connected");
    try {
      transfer(data);
      data.shutdown(tcp::socket::shutdown_send);
    } catch (std::runtime_error const&) {  // std's system_error, or Boost's, which is none
      return reply("426 the transfer broke off");
    }
    data.close();
    reply("226 that was it");
  }

  void list(std::string const& name) { list_with(name, line_of); }
  void nlst(std::string const& name) {
    list_with(name, [](entry const& e) { return e.name + "\r\n"; });
  }
  template <class F> void list_with(std::string const& name, F line) {
    int error = 0;
    bool const options = name.starts_with('-');  // as of ls: clients send them, nobody needs them
    auto const path = absolute(options ? "" : name);
    file const f = root_.open(path.substr(1), error);
    if (error != 0) return refuse(error);
    std::string text;
    if (S_ISDIR(f.facts().st_mode)) {
      for (auto const& e : entries(f)) text += line(e);
    } else {
      text = line({std::filesystem::path(path).filename().string(), f.facts()});
    }
    with_data([&](tcp::socket& data) {
      asio::async_write(data, asio::buffer(text), io::waits.within(patience));
    });
  }
  void retr(std::string const& name) {
    file const f = regular(name);
    if (f.descriptor() < 0) return;
    with_data([&](tcp::socket& data) {
      send(data, f, 0, static_cast<std::uint64_t>(f.facts().st_size));
    });
  }
  void stor(std::string const& name) {
    if (!writable_) return reply("550 nothing can be stored here");
    if (!door_) return reply("425 say PASV or EPSV first");  // before a file is made
    int error = 0;
    file const f = root_.create(absolute(name).substr(1), error);
    if (error != 0) return refuse(error);
    with_data([&](tcp::socket& data) {
      if (::ftruncate(f.descriptor(), 0) != 0)
        throw std::system_error(errno, std::generic_category());
      receive(data, f);
    });
  }
  static void receive(tcp::socket& data, file const& into) {
    std::string buffer(64 * 1024, '\0');
    for (;;) {
      io::error_code e;
      auto const n = io::read_some(data, asio::buffer(buffer), io::waits(e).within(patience));
      if (e == asio::error::eof) return;
      if (e || ::write(into.descriptor(), buffer.data(), n) != static_cast<ssize_t>(n))
        throw std::system_error(EIO, std::generic_category());
    }
  }

  /// A name as the client says it, from the root: /a/../b is /b, and nothing is above /.
  std::string absolute(std::string const& name) const {
    auto path = (std::filesystem::path(where_) / name).lexically_normal().string();
    if (path.size() > 1 && path.back() == '/') path.pop_back();
    return path;
  }
  /// A file to be read; if there is none, the client has been told.
  file regular(std::string const& name) {
    int error = 0;
    file f = root_.open(absolute(name).substr(1), error);
    if (error == 0 && !S_ISREG(f.facts().st_mode)) error = EISDIR;
    if (error == 0) return f;
    refuse(error);
    return file();
  }
  void refuse(int error) {
    if (error == EXDEV) error = EACCES;  // how it is kept out of there is not its business
    reply("550 " + std::generic_category().message(error));
  }
  void reply(std::string line) {
    line += "\r\n";
    asio::async_write(control_, asio::buffer(line), io::waits.within(patience));
  }

  tcp::socket control_;
  folder const& root_;
  bool writable_, named_ = false, logged_in_ = false, over_ = false;
  std::string where_ = "/", unread_;
  std::optional<tcp::acceptor> door_;
};

}  // namespace

int main(int argc, char** argv) {
  return run(argc, argv, "Serves the files of a folder by FTP.", serves::writable_files,
             [](options const& chosen) {
               folder const root(chosen.root);
               serve_all(chosen, 128 * 1024, [&](tcp::socket peer) {
                 session(std::move(peer), root, chosen.writable).serve();
               });
             });
}
