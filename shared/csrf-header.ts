/** Any value in this header marks a write as made by our own page: other sites cannot set it. */
export const csrfHeader = 'x-zhida-csrf';
