%% papers/languages/programs/erlang_processes.erl -- Erlang's processes: nothing shared, and mailboxes.
-module(erlang_processes).
-export([main/0]).

-define(ALIVE, 1000).

%% The wall's: of the processor there are only milliseconds here.
clock() -> erlang:monotonic_time(nanosecond).

%% All take numbers from one atomic counter, and each has a sum of its own.
microthread_yield(Ops) ->
    Main = self(),
    Next = atomics:new(1, []),
    All = [spawn(fun() ->
                     receive start -> ok end,
                     Main ! {sum, count(Main, Next, Ops, 0)}
                 end) || _ <- lists:seq(1, ?ALIVE)],
    erlang:yield(),
    [Each ! start || Each <- All],
    Begun = clock(),
    End = receive {ended, At} -> At end,
    {lists:sum([receive {sum, Sum} -> Sum end || _ <- All]), End - Begun}.

count(Main, Next, Ops, Sum) ->
    case atomics:add_get(Next, 1, 1) - 1 of
        Number when Number < Ops ->
            erlang:yield(),
            count(Main, Next, Ops, Sum + Number);
        Ops ->
            Main ! {ended, clock()},
            Sum;
        _ ->
            Sum
    end.

%% The nearest thing to an unbuffered channel: each message is answered.
channel_message(Ops) ->
    Main = self(),
    Begun = clock(),
    Sender = spawn(fun() -> send(Main, 0, Ops) end),
    Total = take(Sender, Ops, 0),
    {Total, clock() - Begun}.

send(_, Ops, Ops) -> ok;
send(To, Number, Ops) ->
    To ! {self(), Number},
    receive taken -> send(To, Number + 1, Ops) end.

take(_, 0, Total) -> Total;
take(Sender, Left, Total) ->
    receive
        {Sender, Number} ->
            Sender ! taken,
            take(Sender, Left - 1, Total + Number)
    end.

create_microthread(Ops) ->
    Begun = clock(),
    {raise(0, Ops, 0), clock() - Begun}.

raise(Ops, Ops, Total) -> Total;
raise(Number, Ops, Total) ->
    Main = self(),
    spawn(fun() -> Main ! {done, Number} end),
    receive {done, Took} -> raise(Number + 1, Ops, Total + Took) end.

answer("microthread.yield", Ops) -> microthread_yield(Ops);
answer("channel.message", Ops) -> channel_message(Ops);
answer("create.microthread", Ops) -> create_microthread(Ops);
answer(_, _) -> none.

main() ->
    case io:get_line("") of
        eof -> halt();
        Line ->
            [Rung, Ops] = string:lexemes(Line, " \n"),
            case answer(Rung, list_to_integer(Ops)) of
                none -> io:format("none: Erlang has no generators~n");
                {Total, Took} -> io:format("~b ~b~n", [Total, Took])
            end,
            main()
    end.
