#include "base/address.hpp"

#include <doctest/doctest.h>

#include <string>

using siyana::is_address;

TEST_CASE("addresses of RFC 5321 and its UTF-8 form are taken") {
  for (const auto* good :
       {"a@b", "chef.rea@hospital.example", "o'brien+siyana@x-y.example", "\"head of ward\"@h.example",
        "\"a\\\"b\"@h.example", "root@[192.0.2.1]", "root@[IPv6:2001:db8::1]", "رئيس@مستشفى.example", "été@hôpital.dz"})
    CHECK_MESSAGE(is_address(good), good);
  CHECK(is_address(std::string(64, 'a') + "@b.example"));
}

TEST_CASE("what could be two addresses or a header or an option is none") {
  for (const auto* bad : {"",
                          "a",
                          "@b",
                          "a@",
                          "a b@c",
                          "a@b c",
                          "a@@b",
                          ".a@b",
                          "a.@b",
                          "a..b@c",
                          "a@b..c",
                          "a@-b",
                          "a@b-",
                          "a@.b",
                          "a@b\r\nBcc: c@d",
                          "a\n@b",
                          "a@b,c@d",
                          "a@b;c@d",
                          "<a@b>",
                          "a (x)@b",
                          "\"a@b",
                          "\"a\"b\"@c",
                          "\"\\\"@c",
                          "\"a\nb\"@c",
                          "a@[]",
                          "a@[1 2]",
                          "-oQ/tmp@b",
                          "a\xe2\x80\xae@b",
                          "a\xe2\x80\x8b@b",
                          "a\xff@b",
                          "a\xc2\xa0@b"})
    CHECK_FALSE_MESSAGE(is_address(bad), bad);
  CHECK_FALSE(is_address(std::string(65, 'a') + "@b.example"));
  CHECK_FALSE(is_address("a@" + std::string(64, 'b') + ".example"));
}
