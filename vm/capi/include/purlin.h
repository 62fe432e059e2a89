/* Purlin for C programs: Erlang inside a C program.
 *
 * Ownership: what a function gives as `T *` is the caller's, to be freed with `..._free`, unless it says otherwise; what it gives as `const T *` belongs to
 * what it was asked of and lives as long. Arguments that are "taken over" are freed by the function, whatever comes of it.
 * Null is taken for every pointer and leads to an error or to nothing, but not for functions (`purlin_function`, `purlin_writer`).
 * Machines may be used from several threads at once; values and errors from one at a time.
 *
 * Link with libpurlin_capi.a, -lz, -lpthread, -ldl and -lm.
 */
#ifndef PURLIN_H
#define PURLIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct purlin_config purlin_config;
typedef struct purlin_vm purlin_vm;
typedef struct purlin_value purlin_value;
typedef struct purlin_error purlin_error;

/* What went wrong. */
enum {
    PURLIN_ERROR_OTHER = 1,
    PURLIN_ERROR_COMPILE = 2,   /* the source has errors; the message shows them */
    PURLIN_ERROR_EXCEPTION = 3, /* an Erlang exception; see purlin_error_reason */
    PURLIN_ERROR_LIMIT = 4,     /* the machine, or the call, used more than it may */
    PURLIN_ERROR_STOPPED = 5,   /* the machine was stopped */
    PURLIN_ERROR_ARGUMENT = 6,  /* an argument that cannot be */
    PURLIN_ERROR_PANIC = 7      /* a bug in Purlin */
};

/* What a value is. */
enum {
    PURLIN_INT = 1,
    PURLIN_FLOAT = 2,
    PURLIN_ATOM = 3,
    PURLIN_BINARY = 4,
    PURLIN_LIST = 5,
    PURLIN_TUPLE = 6,
    PURLIN_MAP = 7,
    PURLIN_OTHER = 8 /* a pid, fun, reference...: can be given back */
};

/* A function of the host. Gives the result, or null and in `*reason` the reason of an error (null: badarg); both are taken over. The arguments belong to the
 * caller. Called from any thread, by several at once; must not block for long, and must not unwind or jump out. */
typedef purlin_value *(*purlin_function)(void *data, const purlin_value *const *args, size_t n_args, purlin_value **reason);

/* Gets what code in the machine writes to standard output (1) or error (2). Called from any thread. */
typedef void (*purlin_writer)(void *data, int stream, const char *bytes, size_t len);

/* How a machine is to be: as many threads as cores, no limits, no capabilities, output dropped. */
purlin_config *purlin_config_new(void);
void purlin_config_free(purlin_config *config);
/* Threads; 0: none, the machine runs in purlin_vm_step and while a call waits. */
void purlin_config_schedulers(purlin_config *config, size_t n);
void purlin_config_max_memory(purlin_config *config, size_t bytes);
void purlin_config_max_reductions(purlin_config *config, uint64_t n);
void purlin_config_max_time_ms(purlin_config *config, uint64_t ms);
void purlin_config_max_processes(purlin_config *config, size_t n);
/* "read_files", "write_files", "network", "environment" or "os_processes"; false: none of these. */
bool purlin_config_allow(purlin_config *config, const char *capability);
void purlin_config_output(purlin_config *config, purlin_writer write, void *data);

/* A machine. Takes the configuration over; null: the defaults. */
purlin_vm *purlin_vm_new(purlin_config *config, purlin_error **error);
/* Stops the machine and waits for its threads. */
void purlin_vm_free(purlin_vm *vm);
/* Stops all that runs, from any thread: calls end with PURLIN_ERROR_STOPPED. */
void purlin_vm_kill(const purlin_vm *vm);
/* Runs a machine without threads for at most `n` time slices; true: there is more to do now. */
bool purlin_vm_step(const purlin_vm *vm, size_t n);

/* Compiles and loads Erlang source; `name` is the file's name for messages. */
bool purlin_load_source(const purlin_vm *vm, const char *name, const char *source, size_t len, purlin_error **error);
/* Calls a function; the arguments stay the caller's. `timeout_ms`: 0 for none. */
purlin_value *purlin_call(const purlin_vm *vm, const char *module, const char *function, const purlin_value *const *args, size_t n_args,
                          uint64_t timeout_ms, purlin_error **error);
/* Defines a function that Erlang code calls as module:name/arity. */
bool purlin_define(const purlin_vm *vm, const char *module, const char *name, uint8_t arity, purlin_function function, void *data,
                   purlin_error **error);

int purlin_error_kind(const purlin_error *error);
const char *purlin_error_message(const purlin_error *error);
/* The reason of an exception, or null. */
const purlin_value *purlin_error_reason(const purlin_error *error);
void purlin_error_free(purlin_error *error);

/* Values. Elements of lists, tuples and maps are taken over. Null is given for what cannot be: a float that is not finite, text that is not UTF-8. */
purlin_value *purlin_int(int64_t value);
purlin_value *purlin_float(double value);
purlin_value *purlin_atom(const char *text);
purlin_value *purlin_binary(const char *data, size_t len);
purlin_value *purlin_list(purlin_value *const *elements, size_t n);
purlin_value *purlin_tuple(purlin_value *const *elements, size_t n);
purlin_value *purlin_map(purlin_value *const *keys, purlin_value *const *elements, size_t n);
purlin_value *purlin_value_clone(const purlin_value *value);
void purlin_value_free(purlin_value *value);

/* One of PURLIN_INT... */
int purlin_value_kind(const purlin_value *value);
/* False: not an integer of 64 bits; not a number. */
bool purlin_value_int(const purlin_value *value, int64_t *out);
bool purlin_value_float(const purlin_value *value, double *out);
/* The bytes of a binary or an atom's text (no zero byte follows), with their number in `*len`; null: neither. */
const char *purlin_value_bytes(const purlin_value *value, size_t *len);
/* Elements of a list or tuple, pairs of a map. */
size_t purlin_value_size(const purlin_value *value);
/* A copy of element `index`, from 0; of a map, the value of pair `index`. Null: there is none. */
purlin_value *purlin_value_element(const purlin_value *value, size_t index);
/* A copy of the key of pair `index` of a map. */
purlin_value *purlin_value_key(const purlin_value *value, size_t index);
/* As Erlang writes it; valid until the value is asked again or freed. */
const char *purlin_value_text(purlin_value *value);

#ifdef __cplusplus
}
#endif

#endif
