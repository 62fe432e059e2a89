/* Erlang inside a C program: prices by a script, taxes by the host. Build: cc shop.c -I../include -lpurlin_capi -lz -lpthread -ldl -lm */
#include "purlin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char SCRIPT[] =
    "-module(shop).\n"
    "-export([total/1, forever/0]).\n"
    "total(Items) ->\n"
    "    io:format(\"~p items~n\", [length(Items)]),\n"
    "    Net = lists:sum([Count * Price || {_, Count, Price} <- Items]),\n"
    "    #{net => Net, tax => host:tax(Net)}.\n"
    "forever() -> forever().\n";

static void check(bool ok, purlin_error *error, const char *what) {
    if (ok) return;
    fprintf(stderr, "%s: %s\n", what, error ? purlin_error_message(error) : "failed");
    exit(1);
}

/* 19 percent, as whole numbers go. */
static purlin_value *tax(void *data, const purlin_value *const *args, size_t n_args, purlin_value **reason) {
    int64_t net;
    *(int *)data += 1;
    if (n_args != 1 || !purlin_value_int(args[0], &net)) {
        *reason = purlin_atom("not_a_sum");
        return NULL;
    }
    return purlin_int(net * 19 / 100);
}

static void print(void *data, int stream, const char *bytes, size_t len) {
    (void)data;
    fwrite(bytes, 1, len, stream == 1 ? stdout : stderr);
}

static purlin_value *item(const char *name, int64_t count, int64_t price) {
    purlin_value *elements[] = {purlin_binary(name, strlen(name)), purlin_int(count), purlin_int(price)};
    return purlin_tuple(elements, 3);
}

int main(void) {
    purlin_error *error = NULL;
    purlin_config *config = purlin_config_new();
    purlin_config_schedulers(config, 1);
    purlin_config_max_memory(config, 64 << 20);
    purlin_config_output(config, print, NULL);
    purlin_vm *vm = purlin_vm_new(config, &error);
    check(vm != NULL, error, "new");

    int calls = 0;
    check(purlin_define(vm, "host", "tax", 1, tax, &calls, &error), error, "define");
    check(purlin_load_source(vm, "shop.erl", SCRIPT, strlen(SCRIPT), &error), error, "load");

    purlin_value *items[] = {item("tea", 2, 350), item("bread", 1, 400)};
    purlin_value *list = purlin_list(items, 2);
    const purlin_value *args[] = {list};
    purlin_value *total = purlin_call(vm, "shop", "total", args, 1, 0, &error);
    check(total != NULL, error, "call");
    printf("%s\n", purlin_value_text(total));
    for (size_t i = 0; i < purlin_value_size(total); i++) {
        purlin_value *key = purlin_value_key(total, i), *value = purlin_value_element(total, i);
        int64_t number = 0;
        check(purlin_value_kind(key) == PURLIN_ATOM && purlin_value_int(value, &number), NULL, "pair");
        printf("%s = %lld\n", purlin_value_text(key), (long long)number);
        purlin_value_free(key);
        purlin_value_free(value);
    }
    purlin_value_free(total);
    purlin_value_free(list);
    check(calls == 1, NULL, "the host was called");

    /* What goes wrong. */
    purlin_value *bad = purlin_atom("no_list");
    const purlin_value *bad_args[] = {bad};
    check(purlin_call(vm, "shop", "total", bad_args, 1, 0, &error) == NULL, NULL, "an exception");
    check(purlin_error_kind(error) == PURLIN_ERROR_EXCEPTION, error, "its kind");
    printf("%s\n", purlin_error_message(error));
    purlin_error_free(error);
    purlin_value_free(bad);

    check(purlin_call(vm, "shop", "forever", NULL, 0, 50, &error) == NULL, NULL, "an end");
    check(purlin_error_kind(error) == PURLIN_ERROR_LIMIT, error, "a limit");
    purlin_error_free(error);

    check(!purlin_load_source(vm, "broken.erl", "-module(broken).\nf() -> X.", 26, &error), NULL, "a refusal");
    check(purlin_error_kind(error) == PURLIN_ERROR_COMPILE, error, "its kind");
    purlin_error_free(error);

    /* Null is an error, not a crash. */
    check(purlin_call(vm, NULL, "f", NULL, 0, 0, &error) == NULL, NULL, "an error");
    check(purlin_error_kind(error) == PURLIN_ERROR_ARGUMENT, error, "its kind");
    purlin_error_free(error);
    check(purlin_call(NULL, "m", "f", NULL, 0, 0, NULL) == NULL, NULL, "an error");
    purlin_value_free(NULL);

    purlin_vm_kill(vm);
    check(purlin_call(vm, "shop", "forever", NULL, 0, 0, &error) == NULL, NULL, "an end");
    check(purlin_error_kind(error) == PURLIN_ERROR_STOPPED, error, "its kind");
    purlin_error_free(error);
    purlin_vm_free(vm);
    printf("done\n");
    return 0;
}
