#!/bin/bash
# messages.sh [--check | --missing] [ROOT] - the interface's sentences against lang/en.po.
#
#   (nothing)   what is missing and what is obsolete, with file:line; ends with 1 when there is any
#   --check     only what is wrong for certain: obsolete or empty entries, and formats that differ (also by msgfmt)
#   --missing   the missing ones as entries to append to lang/en.po
#
# Sentences are what stands in {_ ... _} of a template, in say() SAY() html_say(), in FAIL() FAIL_AS() err_new(), in
# .about and .label, in rows of commands and routes, and in SAID(), which marks them in any other table.
set -u
mode=report
case ${1-} in --check|--missing) mode=${1#--}; shift ;; esac
cd "${1:-.}" || exit 2
if [ "$mode" = check ] && command -v msgfmt >/dev/null; then msgfmt --check-format --check-domain -o /dev/null lang/en.po || exit 1; fi
find src -name '*.[ch]' -o -name '*.html' | LC_ALL=C sort | MODE=$mode perl -e '
use strict; use warnings;
my (%seen, @order, %known, %english, %at);
my %place = (say => 0, SAY => 0, SAID => 0, html_say => 1, FAIL => 2, FAIL_AS => 3, err_new => 4);

sub plain { my $s = shift; # a C literal without its quotes
    $s =~ s/\\(x[0-9A-Fa-f]{2}|[0-7]{1,3}|.)/my $e = $1; $e =~ m{^x(..)$} ? chr(hex $1) : $e =~ m{^[0-7]+$} ? chr(oct $e)
        : $e eq "n" ? "\n" : $e eq "t" ? "\t" : $e/gse;
    return $s }
sub note { my ($text, $file, $line) = @_;
    (my $words = $text) =~ s/%[^A-Za-z]*(?:hh|h|ll|l|z|t|j)?[A-Za-z]//g; # "%s" alone says nothing
    return if $words !~ /[A-Za-z\x80-\xFF]/;
    push @order, $text unless $seen{$text}++;
    $at{$text} //= "$file:$line" }
# Every run of adjacent literals in a piece of C is one sentence (so x ? "a" : "b" gives two).
sub literals { my ($c, $file, $line) = @_;
    while ($c =~ /((?:"(?:[^"\\]|\\.)*"\s*)+)/gs) {
        my $run = $1; my $text = "";
        $text .= plain($1) while $run =~ /"((?:[^"\\]|\\.)*)"/gs;
        note($text, $file, $line) } }
# The arguments of a call whose ( has just been passed.
sub arguments { my $c = shift; my ($depth, @arg) = (0, "");
    while ($c =~ /\G("(?:[^"\\]|\\.)*"|\x27(?:[^\x27\\]|\\.)*\x27|.)/gs) { my $t = $1;
        if ($t =~ /^[(\[{]$/) { $depth++ } elsif ($t =~ /^[)\]}]$/) { last if !$depth--; }
        if ($t eq "," && !$depth) { push @arg, "" } else { $arg[-1] .= $t } }
    return @arg }
sub line_of { my ($c, $at) = @_; return 1 + (substr($c, 0, $at) =~ tr/\n//) }

while (my $file = <STDIN>) { chomp $file;
    open my $f, "<", $file or die "$file: $!"; local $/; my $c = <$f>; close $f; local $/ = "\n";
    if ($file =~ /\.html$/) {
        while ($c =~ /\{_(.*?)_\}/gs) { my ($t, $n) = ($1, line_of($c, $-[0])); $t =~ s/^\s+|\s+$//g; $t =~ s/\s+/ /g;
            note($t, $file, $n) }
        next if $c !~ /\b(say|SAY)\(/ } # code in a template may say things too
    $c =~ s{("(?:[^"\\]|\\.)*")|(/\*.*?\*/|//[^\n]*)}{defined $1 ? $1 : join "", map { $_ eq "\n" ? "\n" : " " } split //, $2}gse
        if $file !~ /\.html$/;
    $c =~ s/^\s*#\s*define\s+\w+\(.*?(?<!\\)$//gm;
    while ($c =~ /\b(say|SAY|SAID|html_say|FAIL|FAIL_AS|err_new)\s*\(/g) { my ($name, $from, $n) = ($1, pos $c, line_of($c, $-[0]));
        my @arg = arguments(substr($c, $from, 4000));
        literals($arg[$place{$name}] // "", $file, $n) }
    while ($c =~ /\.(?:about|label)\s*=\s*((?:"(?:[^"\\]|\\.)*"\s*)+)/gs) { literals($1, $file, line_of($c, $-[0])) }
    if ($file =~ m{/(?:routes\.c|briefing_params\.h)$}) { while ($c =~ /\b(?:GET|POST|KEPT|TAKE|KEYED|MAYBE|MUST)\(/g) { my ($from, $n) = (pos $c, line_of($c, $-[0]));
        my @arg = arguments(substr($c, $from, 2000)); literals($arg[@arg > 4 ? 4 : 3] // "", $file, $n) } }
    if ($c =~ /struct command \w+\[\]/) { while ($c =~ /\{\s*"[\w-]+"\s*,/g) { my ($from, $n) = ($-[0] + 1, line_of($c, $-[0]));
        my @arg = arguments(substr($c, $from, 4000)); literals($arg[2], $file, $n) if @arg >= 4 } }
}

open my $po, "<", "lang/en.po" or die "lang/en.po: $!";
my ($id, $what) = ("", "");
while (<$po>) {
    if (/^#/) { next }
    if (/^(msgid|msgstr)\s+"(.*)"/) { $what = $1;
        if ($what eq "msgid") { $id = plain($2) } else { $known{$id} = $.; $english{$id} = plain($2) } }
    elsif (/^"(.*)"/) { if ($what eq "msgid") { $id .= plain($1) } else { $english{$id} .= plain($1) } } }
sub formats { return join " ", $_[0] =~ /%[-+ #0-9.*]*(?:hh|h|ll|l|z|t|j)?[diuxXscp%]/g }

sub quoted { my $s = shift; $s =~ s/(["\\])/\\$1/g; $s =~ s/\n/\\n/g; $s =~ s/\t/\\t/g; return "\"$s\"" }
my @missing = grep { !exists $known{$_} } @order;
my @differ = grep { $_ ne "" && ($english{$_} eq "" || formats($_) ne formats($english{$_})) } sort keys %known;
my @obsolete = grep { $_ ne "" && !$seen{$_} } sort { $known{$a} <=> $known{$b} } keys %known;
if ($ENV{MODE} eq "missing") {
    for (@missing) {
        my $format = /%[-+ #0-9.*]*(?:hh|h|ll|l|z|t|j)?[diuxXscp]/ ? "#, c-format\n" : "";
        print "\n#: $at{$_}\n${format}msgid ", quoted($_), "\nmsgstr \"\"\n" }
    exit 0 }
if ($ENV{MODE} eq "report") { print "$at{$_}: not in lang/en.po: ", quoted($_), "\n" for @missing }
print "lang/en.po:$known{$_}: nobody says this any more: ", quoted($_), "\n" for @obsolete;
print "lang/en.po:$known{$_}: no English, or its formats differ: ", quoted($_), "\n" for @differ;
printf "%d sentences, %d missing, %d obsolete\n", scalar @order, scalar @missing, scalar @obsolete;
exit(@obsolete || @differ || ($ENV{MODE} eq "report" && @missing) ? 1 : 0);
'
